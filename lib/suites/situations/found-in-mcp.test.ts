import { foundInMcp } from "./found-in-mcp";
import { testSituations } from "./test-situations";

testSituations("found elsewhere: mcp", foundInMcp);
