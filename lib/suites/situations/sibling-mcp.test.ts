import { siblingMcp } from "./sibling-mcp";
import { testSituations } from "./test-situations";

testSituations("siblings: mcp", siblingMcp);
