import type { NewestObject, NoNewestObject } from "../outputs";
import type { BonafideContext } from "../shared/layer-input";
import type { LastIndexed } from "./other-scopes";

export const indexAgeFacts = {
  "bucket-last-indexed": "bucket last indexed",
  "newest-object-in-s3": "newest object in S3",
  "newest-of": "newest of",
  "index-behind-that-object": "index behind that object",
} as const;
export const indexAgeSignals = ["never-indexed", "index-older-than-objects", "index-current"] as const;

/** "Since when": when the registry last indexed the bucket, beside the newest object that the s3 layer saw in it. */
export function reportIndexAge(
  ctx: BonafideContext,
  indexed: LastIndexed,
  newest: NewestObject | NoNewestObject | "other-bucket" | undefined,
): void {
  ctx.fact(
    "bucket-last-indexed",
    indexed.kind === "at" ? indexed.at : indexed.kind === "never" ? "never" : indexed.why,
  );
  if (indexed.kind === "never") ctx.recognised("never-indexed");
  if (newest === undefined || newest === "other-bucket" || "why" in newest) {
    ctx.fact("newest-object-in-s3", `not known: ${whyNotKnown(newest)}`);
    return;
  }
  ctx.fact("newest-object-in-s3", newest.at);
  ctx.fact("newest-of", keysListed(newest));
  if (indexed.kind === "unknown") return;
  if (indexed.kind === "at") ctx.recognised(indexed.at < newest.at ? "index-older-than-objects" : "index-current");
  ctx.fact("index-behind-that-object", indexed.kind === "never" ? "yes: never indexed" : lag(indexed.at, newest.at));
}

function whyNotKnown(newest: NoNewestObject | "other-bucket" | undefined): string {
  if (newest === undefined) return "the s3 layer listed nothing";
  return newest === "other-bucket" ? "the s3 layer lists no such bucket" : newest.why;
}

/** S3 lists by key and not by time, so the newest of a part says nothing of the rest. */
function keysListed({ keys, whole, prefix, longer }: NewestObject): string {
  const place = prefix === "" ? "in the bucket" : `under ${prefix}`;
  const count = `${keys} ${keys === 1 ? "key" : "keys"}`;
  const note = longer === undefined ? "" : `; ${longer}`;
  return whole ? `all ${count} ${place}` : `the first ${count} ${place}; S3 lists by key, not by time${note}`;
}

function lag(indexedAt: string, newestAt: string): string {
  const seconds = (Date.parse(newestAt) - Date.parse(indexedAt)) / 1000;
  return seconds <= 0 ? "no: indexed since" : `yes, by ${duration(seconds)}`;
}

/** The two largest units: "4 d 2 h". */
export function duration(seconds: number): string {
  const units: readonly (readonly [name: string, seconds: number])[] = [
    ["d", 86_400],
    ["h", 3_600],
    ["min", 60],
    ["s", 1],
  ];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) return "under 1 s";
  let rest = seconds;
  return units
    .slice(first, first + 2)
    .flatMap(([name, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count === 0 ? [] : [`${count} ${name}`];
    })
    .join(" ");
}
