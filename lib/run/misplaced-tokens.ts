import { isAppError } from "@/lib/errors";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { isLabTarget } from "@/lib/targets/lab-target-name";

/** A token of the lab elsewhere, or another's at the lab. */
export interface MisplacedToken {
  readonly which: "own" | "other" | "reference";
  /** The lab made it, and the target is none of the lab's; else the reverse. */
  readonly fromLab: boolean;
}

export interface MisplacedTokens {
  readonly misplaced: readonly MisplacedToken[];
  /** Why the door could not tell, although it can as a rule; null where it could. */
  readonly untold: string | null;
}

/** The tokens of a run that meet the wrong kind of target; none where the door cannot tell. */
export async function misplacedTokens(
  { token, other, reference, target }: LayerInput,
  isLabToken: ((token: string) => Promise<boolean>) | undefined,
): Promise<MisplacedTokens> {
  if (isLabToken === undefined) return { misplaced: [], untold: null };
  const atLab = isLabTarget(target.name);
  const given = [["own", token] as const, ["other", other] as const, ["reference", reference] as const];
  const looked = given.map(async ([which, one]): Promise<MisplacedToken[]> => {
    if (one == null) return [];
    const fromLab = await isLabToken(one.raw.reveal());
    return fromLab === atLab ? [] : [{ which, fromLab }];
  });
  try {
    return { misplaced: (await Promise.all(looked)).flat(), untold: null };
  } catch (error) {
    // What the door remembers stands beside the run: without it the run goes on.
    if (!isAppError(error)) throw error;
    const why = `${error.message} ${error.suggestion}`;
    return { misplaced: [], untold: `whether the lab made a token cannot be told: ${why}` };
  }
}
