import { mcpSituations } from "./mcp-situations";
import { testSituations } from "./test-situations";

testSituations("mcp", mcpSituations);
