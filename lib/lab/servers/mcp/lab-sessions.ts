import { randomUUID } from "node:crypto";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { LabCall, LabReply } from "../lab-server";
import { rpcRefusal } from "./framing";
import type { Gate } from "./mcp-gate";

/** The sessions of one server: whose bearer opened each. */
export type Sessions = Map<string, string | null>;

const HEADER = "mcp-session-id";

/**
 * What a known session makes of the gate: a server that takes the id for the key asks no further, one that ends what a
 * wrong caller used forgets it.
 */
export function gateInSession({ config }: StackParts, sessions: Sessions, call: LabCall, gate: Gate): Gate {
  const { sessions: mode } = config.mcp.wire;
  const id = call.headers[HEADER];
  if (id === undefined || !sessions.has(id)) return gate;
  const opener = sessions.get(id) ?? null;
  if (mode === "the-key") return { open: true, bearer: opener };
  if (mode === "ended" && (!gate.open || gate.bearer !== opener)) sessions.delete(id);
  return gate;
}

/** The session of a stateful server; null where there are none; the refusal of one that does not exist. */
export function sessionOf(
  { config }: StackParts,
  sessions: Sessions,
  call: LabCall,
  method: string,
  bearer: string | null,
): string | null | LabReply {
  const { kind, wire } = config.mcp;
  if (kind !== "legacy" && wire.sessions === "as-deployed") return null;
  if (method === "initialize") {
    const id = randomUUID().replaceAll("-", "");
    sessions.set(id, bearer);
    return id;
  }
  const given = call.headers[HEADER];
  if (given === undefined) return rpcRefusal(400, -32600, "Bad Request: Missing session ID");
  if (wire.sessions === "unauthorized") return unauthorized();
  return sessions.has(given) && wire.sessions !== "forgotten" ? given : rpcRefusal(404, -32600, "Session not found");
}

function unauthorized(): LabReply {
  return {
    status: 401,
    contentType: "application/json",
    headers: { "www-authenticate": 'Bearer error="invalid_token"' },
    body: JSON.stringify({ error: "invalid_token" }),
  };
}
