import type { BonafideContext } from "../shared/layer-input";
import { withLostSession } from "./lost-session";
import { type ControlRun, runControls } from "./run-controls";
import type { RealRun } from "./run-real";
import { type OpenedSession, openSession } from "./run-session";
import { hasSessionAlone, runSessionAlone } from "./run-session-alone";

/** What the controls came to, and what that makes of the genuine session. */
export interface ControlledRun {
  readonly controls: readonly ControlRun[];
  /** The genuine run as it is to be judged now. */
  readonly real: RealRun;
  /** Where genuine calls are made from now on. */
  readonly again: OpenedSession;
}

/**
 * All controls: those with a session of their own together, then those in the genuine session, once whatever else is
 * asked in that session (`beside`) is answered. A server may end a session that a wrong caller used: what follows gets
 * a new one.
 */
export async function runAllControls(
  ctx: BonafideContext,
  first: RealRun,
  bearer: string | null,
  beside: Promise<unknown>,
): Promise<ControlledRun> {
  const own = await runControls(ctx, first);
  const real = withLostSession(first, own);
  if (!hasSessionAlone(ctx, real)) return { controls: own, real, again: real.session };
  // A fault of ours is heard of where its answer is awaited.
  await beside.catch(() => {});
  const alone = await runSessionAlone(ctx, real);
  const again = alone.length === 0 ? real.session : await openSession(ctx, "repeat", bearer);
  return { controls: [...own, ...alone], real, again };
}
