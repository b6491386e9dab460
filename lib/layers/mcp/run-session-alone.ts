import { bearerOf } from "../shared/bearer-controls";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import type { Judged } from "./judge-tool-answer";
import { type ControlRun, plannedControls, toControl } from "./run-controls";
import type { RealCall, RealRun } from "./run-real";

/** Whether the id of a session, which is no credential, is served without one. */
const SESSION_ALONE = "session-alone";
/** Requests at most: without a token, and with the tampered one. */
export const SESSION_ALONE_REQUESTS = 2;

/** Whether the server gave the genuine calls a session whose id may be a key. */
export function hasSessionAlone(ctx: BonafideContext, real: RealRun): boolean {
  return real.session.stateful && real.handshake === null && plannedControls(ctx.input).length > 0;
}

/**
 * One tool in the genuine session by whoever knows its id: without a token, unless that is to be served, and with the
 * tampered one. It comes after every other call of that session, for a server may end it then.
 */
export async function runSessionAlone(ctx: BonafideContext, real: RealRun): Promise<readonly ControlRun[]> {
  const { token } = ctx.input;
  const one = hasSessionAlone(ctx, real) ? toolFor(real) : null;
  if (one === null || token === null) return [];
  const tampered = { words: "tampered", bearer: await bearerOf(ctx, token, "tampered") };
  const callers =
    expectedAccess(ctx.input, "mcp") === "open" ? [tampered] : [{ words: "no token", bearer: null }, tampered];
  return Promise.all(
    callers.map(async ({ words, bearer }): Promise<ControlRun> => {
      const call = { ...one.call, label: `${one.call.label} (${words})` };
      const { callAs } = real.session;
      const judged = turnedAway(await callAs(bearer, call, one.values ?? {}, `control:${SESSION_ALONE}`));
      const shown = { ...one, call };
      ctx.control(toControl(SESSION_ALONE, shown, judged));
      return { name: SESSION_ALONE, wrongCredential: bearer !== null, greeted: null, calls: [{ real: shown, judged }] };
    }),
  );
}

/** The first tool that served the token; else one that answered it. */
function toolFor({ calls }: RealRun): RealCall | null {
  const made = calls.filter(({ values, judged }) => values !== null && judged.answered);
  return made.find(({ judged }) => judged.observed === "accepted") ?? made[0] ?? null;
}

/** Any 4xx turns the caller away, a session that is not known any more too; but a rate limit asks nobody who they are. */
function turnedAway(judged: Judged): Judged {
  const { status, observed } = judged;
  const isRefusal = observed === "no-answer" && status !== null && status >= 400 && status < 500 && status !== 429;
  return isRefusal ? { ...judged, observed: "refused" } : judged;
}
