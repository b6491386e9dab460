import { mcpCallSituations } from "./mcp-call-situations";
import { testSituations } from "./test-situations";

testSituations("mcp-call", mcpCallSituations);
