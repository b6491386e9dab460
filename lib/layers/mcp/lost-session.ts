import { replyMessage } from "@/lib/clients/mcp/session";
import type { Judged } from "./judge-tool-answer";
import { lostSession } from "./judge-wire";
import type { ControlRun } from "./run-controls";
import { acceptedCalls, type RealRun } from "./run-real";

/**
 * The genuine session once the controls are known: where every call of a session with an id got a 401 although the
 * server takes this token at the handshake and turns the tampered one away there, the session is what it does not know.
 */
export function withLostSession(real: RealRun, controls: readonly ControlRun[]): RealRun {
  const tampered = controls.find(({ name }) => name === "tampered");
  const toldApart = tampered?.greeted === false && tampered.calls.some(({ judged }) => judged.observed === "refused");
  if (real.session.fault !== null || !real.session.stateful || !toldApart) return real;
  if (acceptedCalls(real).length > 0) return real;
  return {
    ...real,
    handshake: real.handshake === null ? null : lost(real.handshake),
    calls: real.calls.map((one) => ({ ...one, judged: lost(one.judged) })),
  };
}

function lost(judged: Judged): Judged {
  if (judged.status !== 401 || judged.value === null) return judged;
  return lostSession(judged, replyMessage(judged.value) ?? "");
}
