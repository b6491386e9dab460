import { STATELESS_VERSION } from "@/lib/clients/mcp/protocol-versions";
import { readHandshakeRefusal } from "@/lib/clients/mcp/read-era";
import { initializeParams } from "@/lib/clients/mcp/session";
import type { Purpose } from "@/lib/diagnosis/model";
import type { BonafideContext } from "../../shared/layer-input";
import type { Judged } from "../judge-tool-answer";
import { type OpenedSession, openSession, type SessionSettings } from "../run-session";
import type { EraAsk } from "./ask-era";
import { STATELESS_ERA } from "./at-stateless-door";
import { openStateless } from "./open-stateless";

interface FirstDoorSettings extends SessionSettings {
  readonly purpose?: Purpose;
}

/**
 * The first door: the handshake where it is spoken, else the stateless era where that is.
 * @param ask what is said of the stateless era: wanted only where the handshake is not spoken
 */
export async function openFirstDoor(
  ctx: BonafideContext,
  bearer: string | null,
  ask: () => Promise<EraAsk>,
  { purpose = "real", ...settings }: FirstDoorSettings = {},
): Promise<OpenedSession> {
  const session = await openSession(ctx, purpose, bearer, settings);
  const reply = session.fault?.value ?? null;
  const said = session.fault === null || reply === null || session.server !== null ? null : readHandshakeRefusal(reply);
  if (session.fault === null || said === null) return session;
  if (said.spoken === "otherwise") return unsupported(session, session.fault, said.supported);
  const { word } = await ask();
  if (word.spoken === true) return openStateless(ctx, purpose, bearer, { ...settings, server: word.server });
  const supported = word.spoken === "otherwise" ? word.supported : said.supported;
  if (word.spoken === "otherwise" && supported.length === 0) return untried(session, session.fault, word.fault);
  return supported.length > 0 || said.ofVersion ? unsupported(session, session.fault, supported) : session;
}

/** A door like this one for another caller, or for another purpose. */
export function openAlike(
  ctx: BonafideContext,
  like: OpenedSession,
  purpose: Purpose,
  bearer: string | null,
): Promise<OpenedSession> {
  if (like.era !== "stateless") return openSession(ctx, purpose, bearer);
  // After the one id that the genuine caller spent on the list of tools.
  return Promise.resolve(openStateless(ctx, purpose, bearer, { server: like.server, lastId: 1 }));
}

function unsupported(session: OpenedSession, fault: Judged, supported: readonly string[]): OpenedSession {
  const offered = [String(initializeParams().protocolVersion), STATELESS_VERSION];
  const note = supported.length === 0 ? fault.note : `it supports ${supported.join(", ")}`;
  const evidence = { ...fault.evidence, offered, ...(supported.length === 0 ? {} : { supported }) };
  return { ...session, fault: { ...fault, observed: "no-answer", note, reason: "unsupported-version", evidence } };
}

/** It speaks the stateless era alone, and something between it and us keeps requests of that era from it. */
function untried(session: OpenedSession, fault: Judged, said: string): OpenedSession {
  const evidence = { era: STATELESS_ERA, detail: said, status: fault.status };
  return { ...session, fault: { ...fault, observed: "no-answer", note: said, reason: "era-untried", evidence } };
}
