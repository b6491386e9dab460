import type { Evidence, Finding } from "@/lib/diagnosis/model";
import type { BonafideContext } from "./layer-input";

/** One thing seen in a token. Several of one reason become one finding, for a code stands once in a layer. */
export interface Sighting {
  readonly reason: string;
  /** The token that was pasted, or the `catalog_token` inside a hybrid. */
  readonly where: "token" | "inner token";
  /** What and where, short and without secrets. */
  readonly detail: string;
  readonly evidence?: Evidence;
}

function evidenceOf(sightings: readonly Sighting[]): Evidence {
  const [first, ...others] = sightings;
  if (first === undefined) return {};
  const said = (sighting: Sighting) =>
    sighting.where === first.where ? sighting.detail : `${sighting.where}: ${sighting.detail}`;
  return {
    ...(first.where === "token" ? {} : { token: "inner catalog_token" }),
    detail: first.detail,
    ...first.evidence,
    ...(others.length === 0 ? {} : { also: others.map(said) }),
  };
}

/** Reports everything that was seen, one finding for each reason, in the order of first sight. */
export function reportSightings(ctx: BonafideContext, sightings: readonly Sighting[]): readonly Finding[] {
  const reasons = new Set(sightings.map((sighting) => sighting.reason));
  return [...reasons].map((reason) =>
    ctx.found(reason, evidenceOf(sightings.filter((sighting) => sighting.reason === reason))),
  );
}
