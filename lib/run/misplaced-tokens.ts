import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { isLabTarget } from "@/lib/targets/lab-target-name";

/** A token of the lab elsewhere, or another's at the lab. */
export interface MisplacedToken {
  readonly which: "own" | "other" | "reference";
  /** The lab made it, and the target is none of the lab's; else the reverse. */
  readonly fromLab: boolean;
}

/** The tokens of a run that meet the wrong kind of target; none where the door cannot tell. */
export async function misplacedTokens(
  { token, other, reference, target }: LayerInput,
  isLabToken: ((token: string) => Promise<boolean>) | undefined,
): Promise<readonly MisplacedToken[]> {
  if (isLabToken === undefined) return [];
  const atLab = isLabTarget(target.name);
  const given = [["own", token] as const, ["other", other] as const, ["reference", reference] as const];
  const found = await Promise.all(
    given.map(async ([which, one]): Promise<MisplacedToken[]> => {
      if (one == null) return [];
      const fromLab = await isLabToken(one.raw.reveal());
      return fromLab === atLab ? [] : [{ which, fromLab }];
    }),
  );
  return found.flat();
}
