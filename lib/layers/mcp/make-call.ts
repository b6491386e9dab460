import type { McpSession, McpStep } from "@/lib/clients/mcp/session";
import type { JsonObject } from "@/lib/json-object";
import type { PlannedCall } from "./planned-calls";

/** Calls the tool, under the name that it is offered by, or reads the resource. */
export function makeCall(by: McpSession, call: PlannedCall, values: JsonObject): Promise<McpStep<JsonObject>> {
  const { offeredAs = call.tool, timeoutMs, resource, label } = call;
  const method = resource === null ? "tools/call" : "resources/read";
  const called = { step: call.step ?? `${method} ${label}`, tool: label };
  return resource === null
    ? by.callTool(offeredAs, values, timeoutMs, called)
    : by.readResource(resource, timeoutMs, called);
}
