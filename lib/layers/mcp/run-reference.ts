import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import { REFERENCE, tryReference } from "../shared/reference-token";
import { openAlike } from "./eras/open-door";
import type { RealRun } from "./run-real";
import { HANDSHAKE_AT_MOST } from "./run-session";

/** A handshake, and the call. */
export const REFERENCE_REQUESTS = HANDSHAKE_AT_MOST + 1;

/** Where the token was refused, makes the first refused call once with the reference token, in a session of its own. */
export async function runReference(ctx: BonafideContext, real: RealRun): Promise<void> {
  const one = real.calls.find(({ judged }) => judged.observed === "refused");
  await tryReference(ctx, one !== undefined && expectedAccess(ctx.input, "mcp") !== "refused", async ({ raw }) => {
    const session = await openAlike(ctx, real.session, REFERENCE, raw.reveal());
    if (one === undefined || session.fault !== null) return session.fault;
    return session.call(one.call, one.values ?? one.call.values, REFERENCE);
  });
}
