import { eraSituations } from "./era-situations";
import { testSituations } from "./test-situations";

testSituations("eras of MCP", eraSituations);
