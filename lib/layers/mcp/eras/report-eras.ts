import type { BonafideContext } from "../../shared/layer-input";
import type { ControlRun } from "../run-controls";
import type { RealRun } from "../run-real";
import { STATELESS_ERA } from "./at-stateless-door";
import type { SecondDoor } from "./second-door";

/** Shows which eras the server speaks, and says where a door of one could not be tried. */
export function reportEras(ctx: BonafideContext, { session }: RealRun, { spoken, untried }: SecondDoor): void {
  const first = session.server === null && session.era !== "stateless" ? [] : [session.era ?? "handshake"];
  const eras = [...first, ...(spoken ? ["stateless"] : [])];
  if (eras.length > 0) ctx.fact("mcp-eras", eras);
  if (untried !== null) ctx.found("era-untried", { era: STATELESS_ERA, ...untried });
}

/** The genuine calls of both doors. */
export function withSecondCalls(real: RealRun, { calls }: SecondDoor): RealRun {
  return calls.length === 0 ? real : { ...real, calls: [...real.calls, ...calls] };
}

/** The controls of both doors: a caller who is served through either is served. */
export function withSecondControls(runs: readonly ControlRun[], { controls }: SecondDoor): readonly ControlRun[] {
  return runs.map((run) => ({ ...run, calls: [...run.calls, ...controls.filter(({ name }) => name === run.name)] }));
}
