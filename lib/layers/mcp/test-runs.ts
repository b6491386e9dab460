import { z } from "zod";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext } from "../shared/test-context";
import type { Judged } from "./judge-tool-answer";
import { mcp } from "./mcp";
import type { PlannedCall } from "./planned-calls";
import type { RealCall, RealRun } from "./run-real";
import type { OpenedSession } from "./run-session";
import { mcpInput } from "./test-mcp";

/** What a call came to: accepted with nothing in it, unless said otherwise. */
export function judgedAs(over: Partial<Judged> = {}): Judged {
  const accepted = { observed: "accepted", answered: true, status: 200, note: null, reason: null } as const;
  return { ...accepted, evidence: {}, payload: null, value: null, ...over };
}

/** A call that the tool did not give what it should. */
export function failedAs(note: string | null, over: Partial<Judged> = {}): Judged {
  return judgedAs({ observed: "no-answer", note, reason: "tool-failed", evidence: { error: note }, ...over });
}

/** A call of the layer's own that wants nothing in particular. */
export function callOf(tool: string, over: Partial<PlannedCall> = {}): PlannedCall {
  const plain = { label: tool, tool, names: [tool], values: {}, spare: [], timeoutMs: 1_000 };
  const wants = { minItems: null, includes: null, contains: null, resource: null, allowed: false };
  return { ...plain, ...wants, evidence: z.unknown(), own: true, ...over };
}

export function realCall(tool: string, judged: Judged = judgedAs(), call: Partial<PlannedCall> = {}): RealCall {
  const planned = callOf(tool, call);
  return { call: planned, values: planned.values, judged };
}

const silent: OpenedSession = {
  server: null,
  fault: null,
  framing: "json",
  stateful: false,
  call: () => Promise.reject(new Error("an unscripted call")),
  callAs: () => Promise.reject(new Error("an unscripted call")),
  listTools: () => Promise.reject(new Error("an unscripted list")),
  passedOver: () => [],
};

/** A genuine session after these calls. */
export function realRun(
  calls: readonly RealCall[],
  { session, ...over }: Partial<Omit<RealRun, "session">> & { readonly session?: Partial<OpenedSession> } = {},
): RealRun {
  return { handshake: null, tools: [], calls, ...over, session: { ...silent, ...session } };
}

type Options = Omit<Parameters<typeof createTestContext>[0], "layer" | "input">;

/** A context of the layer in which nothing has been said yet. */
export function mcpContext(options: Options & { readonly input?: LayerInput } = {}) {
  return createTestContext({ layer: mcp, input: mcpInput(), ...options });
}

/** What was found, as code and evidence. */
export function foundIn({ findings }: ReturnType<typeof mcpContext>) {
  return findings.map(({ code, evidence }) => [code, evidence]);
}
