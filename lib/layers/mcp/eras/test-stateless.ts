import type { DoorResult } from "@/lib/http/door-types";
import type { JsonObject } from "@/lib/json-object";
import { testAnswer } from "../../shared/test-context";
import {
  badPayload,
  type FakeServer,
  goodPayload,
  remote,
  type StatelessCall,
  toolResult,
  unauthorized,
} from "../test-mcp";

/** An answer of the stateless era. */
export function statelessResult(id: unknown, result: object): DoorResult {
  return testAnswer(200, { jsonrpc: "2.0", id, result: { resultType: "complete", ...result } });
}

export function statelessError(id: unknown, status: number, code: number, data?: object): DoorResult {
  const error = { code, message: `error ${code}`, ...(data === undefined ? {} : { data }) };
  return testAnswer(status, { jsonrpc: "2.0", id, error });
}

const OFFERED = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

/** quilt-mcp's stateless door: 401 without a token, refusals by its tools. */
export function quiltDoor({ caller, method, id, params }: StatelessCall): DoorResult {
  if (caller === "nobody") return unauthorized();
  if (method === "server/discover") return statelessResult(id, { supportedVersions: ["2026-07-28"] });
  if (method === "tools/list") {
    return statelessResult(id, { tools: OFFERED.map((name) => ({ name, inputSchema: { type: "object" } })) });
  }
  const { name, arguments: values } = params as { readonly name: string; readonly arguments: JsonObject };
  return statelessResult(id, toolResult(caller === "bad" ? badPayload(name) : goodPayload(name, values)));
}

/** What a tool gives, whoever calls. */
export function openCall({ id, params }: StatelessCall): DoorResult {
  const { name, arguments: values } = params as { readonly name: string; readonly arguments: JsonObject };
  return statelessResult(id, toolResult(goodPayload(name, values)));
}

/** quilt-mcp 0.22: both eras on the same URL. */
export const bothEras: FakeServer = { ...remote, stateless: quiltDoor };

/** A server of the stateless era alone. */
export const statelessOnly: FakeServer = {
  ...bothEras,
  greet: (caller) =>
    caller === "nobody" ? unauthorized() : statelessError(1, 400, -32022, { supported: ["2026-07-28"] }),
};
