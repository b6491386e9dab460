import type { LiveResult } from "@/lib/diagnosis/controls";
import type { FindingWords, Probe } from "@/lib/diagnosis/layer";
import type { DoorResult } from "@/lib/http/door-types";
import { reasonEvidence } from "@/lib/refusals/read-reason";
import { isPasswordGate, type Refusal, readRefusal, refusesHost } from "@/lib/refusals/read-refusal";
import type { BonafideContext } from "./layer-input";
import { foreignOf } from "./read-answer";
import { type ToldApart, toldApart } from "./told-apart";

/** What an answer to a bearer token is kept with. */
interface Answered {
  readonly result: DoorResult;
}

/** How an answer refuses its caller; null when it does not. Asked only of an answer that hands out no data. */
export function refusalOf(result: DoorResult): Refusal | null {
  const answer = foreignOf(result);
  // A redirect refuses nobody, and a server that does not know the host never looked at the caller.
  if (answer === null || (answer.status >= 300 && answer.status < 400) || refusesHost(answer)) return null;
  return readRefusal(answer);
}

/** The probe for an answer that refuses its caller by any sign of the closed lists; null for every other answer. */
export function refusedProbe<T>(result: DoorResult, value: T): Probe<T> | null {
  const refusal = refusalOf(result);
  if (refusal === null) return null;
  return { observed: "refused", answered: true, status: result.status, note: inWords(refusal), value };
}

/** What the server said, and who answered in its place where that is told. */
function inWords({ reason, by, sign, answeredBy }: Refusal): string | null {
  const said = [reason, by === "status" ? null : sign].filter((part) => part !== null);
  const words = said.filter((part, index) => said.indexOf(part) === index).join(", ");
  const from = answeredBy === null ? "" : `answered by ${answeredBy}`;
  const whole = [words, from].filter((part) => part !== "").join(", ");
  return whole === "" ? null : whole.slice(0, 300);
}

/**
 * What a refusal of the real token means, once the wrong callers' answers are there; null when it was not refused. Where
 * no control was sent, a 403 is taken at its word.
 */
export function meaningOfRefusal(live: LiveResult<Answered>): ToldApart | null {
  const { result } = live.real.value;
  const answer = foreignOf(result);
  const refusal = refusalOf(result);
  if (answer === null || refusal === null) return null;
  if (isPasswordGate(answer)) return "blocked-in-front";
  if (refusal.kind === "unauthorized") return "rejected";
  const got = (control: string) => {
    const probe = live.controlProbes.get(control);
    return probe === undefined ? null : foreignOf(probe.value.result);
  };
  return toldApart(answer, got("no-token"), got("tampered"));
}

/** Every reason that an answer gives of itself. */
export function saidBy(result: DoorResult): Readonly<Record<string, string>> {
  const answer = foreignOf(result);
  return answer === null ? {} : reasonEvidence(answer);
}

/** What a finding about a refused or failed answer shows: its status, and every reason that it gives. */
export function answerEvidence(result: DoorResult): Readonly<Record<string, string | number>> {
  return { ...(result.status === null ? {} : { status: result.status }), ...saidBy(result) };
}

/** Words for `blocked-in-front`. `server` is a noun phrase: "the registry". */
function gateWords(server: string, result: DoorResult): FindingWords {
  const answer = foreignOf(result);
  return answer !== null && isPasswordGate(answer)
    ? { title: `something in front of ${server} asks for a password and knows no bearer tokens` }
    : { title: `every caller gets the same ${result.status} from ${server}, or from something in front of it` };
}

/** Reports that a gate refuses every caller alike. */
export function reportGate(ctx: BonafideContext, server: string, result: DoorResult): void {
  ctx.found("blocked-in-front", answerEvidence(result), gateWords(server, result));
}

/** What the answer's own codes and known texts say of the token, as signals that causes join on. */
export const refusalSignals = ["says-expired", "says-wrong-audience", "says-insufficient-scope"] as const;

function recogniseRefusal(ctx: BonafideContext, result: DoorResult): void {
  const about = refusalOf(result)?.about ?? null;
  if (about !== null) ctx.recognised(`says-${about}`);
}

/** What the layer calls a refusal of who the caller is: the exchange says `rejected`, search `unauthorized`. */
interface RefusalWords {
  readonly server: string;
  readonly rejected: "rejected" | "unauthorized";
  /** Title of `forbidden` where the token was told apart from a bad one. */
  readonly apart: string;
}

/** Reports a refusal of the real token by what it means; gives the layer's line, or null when it was not refused. */
export function reportRefusal(
  ctx: BonafideContext,
  live: LiveResult<Answered>,
  { server, rejected, apart }: RefusalWords,
): string | null {
  const { result } = live.real.value;
  const meant = meaningOfRefusal(live);
  if (meant === null) return null;
  recogniseRefusal(ctx, result);
  const { note } = live.real;
  if (meant === "blocked-in-front") {
    reportGate(ctx, server, result);
    return `${result.status}: a gate refuses this caller as any other`;
  }
  if (meant === "rejected") {
    ctx.found(rejected, answerEvidence(result));
    return `${result.status}: ${note ?? "not accepted"}`;
  }
  const compared = live.controlProbes.has("tampered");
  ctx.found("forbidden", answerEvidence(result), compared ? { title: apart } : {});
  return `${result.status}: ${note ?? "not allowed"}`;
}
