import type { LayerStatus, Verdict } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import type { TokenSummary } from "@/lib/diagnosis/run-model";
import type { IntakeHint } from "@/lib/intake/intake-types";
import type { JsonReport } from "@/lib/report/formats/report-schema";
import { settledStatus, toJsonReport } from "@/lib/report/formats/to-json";
import type { ParsedToken } from "@/lib/token/parse-token";
import { isoFromSeconds } from "@/lib/token/time-claims";
import { cleanText } from "@/lib/words/terminal-text";
import type { TakenToken } from "./take-token";

/** What a token says of itself, without the values of its claims. */
export interface TokenContents {
  readonly claims: readonly string[];
  /** ISO 8601 UTC by claim name; null for a time that no date can say. */
  readonly times: Readonly<Record<string, string | null>>;
  readonly inner: TokenContents | null;
}

export interface Inspection {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  readonly token: TokenSummary | null;
  readonly contents: TokenContents;
  /** What the token was taken from, and what was mended. */
  readonly source: NonNullable<TakenToken["source"]>;
  /** How many distinct tokens there were. */
  readonly candidates: number;
  readonly hints: readonly IntakeHint[];
  readonly layers: JsonReport["layers"];
}

const timeClaims = ["iat", "nbf", "exp", "auth_time"];

/** Reads names and times of a token's claims. */
export function readContents(token: ParsedToken): TokenContents {
  const payload = token.jwt?.payload ?? {};
  const times = timeClaims.flatMap((name): [string, string | null][] => {
    const value = payload[name];
    return typeof value === "number" ? [[name, isoFromSeconds(value)]] : [];
  });
  return {
    claims: Object.keys(payload).map((name) => cleanText(name).slice(0, 100)),
    times: Object.fromEntries(times),
    inner: token.inner === null ? null : readContents(token.inner),
  };
}

/** `pass` when every local layer that concerns the token passed and at least one did. */
export function judgeLocally(statuses: readonly LayerStatus[]): Verdict {
  if (statuses.includes("fail")) return "fail";
  const concerned = statuses.filter((status) => status !== "not-applicable");
  return concerned.length > 0 && concerned.every((status) => status === "pass") ? "pass" : "inconclusive";
}

export function toInspection(
  view: RunView,
  parsed: ParsedToken,
  { source, candidates, hints }: TakenToken,
): Inspection {
  return {
    schemaVersion: 1,
    verdict: judgeLocally(view.layers.map((layer) => settledStatus(layer.status))),
    token: view.token,
    contents: readContents(parsed),
    source: source ?? { shape: "raw", where: "the text itself", mended: [] },
    candidates: Math.max(candidates, 1),
    hints,
    layers: toJsonReport(view).layers,
  };
}
