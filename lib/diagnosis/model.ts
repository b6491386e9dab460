/**
 * The words of a diagnosis, as plain serialisable data: what events carry, what the reducer folds,
 * what the page draws and what the JSON report prints. Nothing here holds a secret.
 */

/** Every planned layer ends in exactly one of these. Only `pass` is a pass. */
export const layerStatuses = [
  "pass",
  "fail",
  "inconclusive",
  "blocked",
  "not-applicable",
  "tool-error",
  "cancelled",
] as const;
export type LayerStatus = (typeof layerStatuses)[number];

/** What a layer row shows while the run goes on: `waiting` and `running` exist on the page and in events only. */
export type LiveLayerStatus = LayerStatus | "waiting" | "running";

export const verdicts = ["pass", "fail", "inconclusive"] as const;
export type Verdict = (typeof verdicts)[number];

export const severities = ["fail", "warn", "info"] as const;
type Severity = (typeof severities)[number];

/** What a finding does to its layer. `fail`, `inconclusive` and `tool-error` decide the status; `warn` and `info` never do. */
const effects = ["fail", "inconclusive", "tool-error", "warn", "info"] as const;
export type Effect = (typeof effects)[number];

/** Who has to act. */
export const actors = [
  "token-holder",
  "registry-admin",
  "aws-admin",
  "deployer",
  "operator",
  "bonafide",
  "unclear",
] as const;
export type Actor = (typeof actors)[number];

export type EvidenceValue = string | number | boolean | null | readonly string[];
export type Evidence = Readonly<Record<string, EvidenceValue>>;

/** How one row of a table came out. A row never decides a status. */
export const rowMarks = ["good", "bad", "unknown", "note"] as const;
export type RowMark = (typeof rowMarks)[number];

/** One thing that a layer saw. Code joins on its id, which is kebab-case and stays; its label may change at any time. */
export interface Fact {
  readonly id: string;
  readonly label: string;
  readonly value: EvidenceValue;
}

/** What a layer saw of several things of one kind, a row each: for the opened layer and the reports. */
export interface EvidenceTable {
  /** Kebab-case and stable; tells the tables of a layer apart. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly EvidenceColumn[];
  readonly rows: readonly EvidenceRow[];
}

interface EvidenceColumn {
  /** Kebab-case and stable. */
  readonly id: string;
  readonly label: string;
}

export interface EvidenceRow {
  /** Kebab-case; of what the row is about, and no other row's of the table. */
  readonly id: string;
  readonly mark: RowMark;
  /** One for each column, redacted. */
  readonly cells: readonly string[];
}

/** One observed fact. `code` is `<layer>/<reason>` and is contract. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly effect: Effect;
  /** A plain sentence. */
  readonly title: string;
  readonly remedy: string;
  readonly actor: Actor;
  /** Small redacted facts. */
  readonly evidence: Evidence;
  /** A link or section, where one applies. */
  readonly spec?: string;
  /** It follows from this machine's clock, which servers agree is wrong: no cause explains it, and it explains nothing. */
  readonly ownClock?: true;
}

/** How one call was answered, judged by the protocol alone. */
export const observations = ["accepted", "refused", "no-answer"] as const;
export type Observed = (typeof observations)[number];

/** A call that must be refused, and what came of it. */
export interface Control {
  readonly name: string;
  readonly tool: string | null;
  readonly expected: "refused";
  readonly observed: Observed;
  /** False while the real call was not accepted: a refusal then proves nothing. */
  readonly counts: boolean;
  readonly status: number | null;
  readonly note: string | null;
  /** Set where the control was not even sent, because the real call got no answer. */
  readonly unsent?: true;
  /** Set where nothing says what a right answer holds: whatever came of the control, it proves nothing. */
  readonly notJudged?: true;
}

/** Milliseconds of each phase of one request; null for a phase that did not happen (a reused connection, no TLS, no answer). */
export interface PhaseTimings {
  readonly dnsMs: number | null;
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
  readonly firstByteMs: number | null;
  readonly totalMs: number;
}

/**
 * Calls that neither prove nor refuse anything, by what they ask: the same call with a reference token, another user's
 * calls, a server over stdio, its health, which era of MCP it speaks, the scopes that a search leaves out, the buckets that the registry lists, each
 * bucket's permissions, a longer list for its newest object, OAuth metadata, a role's trust policy.
 */
export const besideNames = [
  "reference",
  "other-user",
  "stdio",
  "health",
  "discover",
  "scopes",
  "buckets",
  "permissions",
  "newest-object",
  "resource-metadata",
  "trust-policy",
] as const;
export type BesideName = (typeof besideNames)[number];

/**
 * What a call is for: `real` and `repeat` are the layer's own, a `control` must be refused, one `beside` them decides
 * nothing, and a `recorded` one was made by somebody else. Read by the functions of `purpose.ts`.
 */
export type Purpose = "real" | "repeat" | "recorded" | `control:${string}` | `beside:${BesideName}`;

/** One HTTP attempt of the run, redacted. */
export interface Exchange {
  readonly id: string;
  readonly purpose: Purpose;
  /** What this request is among several of one call, in words for a viewer; null where it is the whole call. */
  readonly step: string | null;
  /** The tool that it calls, as a control's own `tool` names it; null where it calls none. */
  readonly tool: string | null;
  /** Why there was no usable answer: a short plain phrase; null when one arrived. */
  readonly failure: string | null;
  readonly method: string;
  readonly url: string;
  /** Null when no answer arrived. */
  readonly status: number | null;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly timings: PhaseTimings;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly bodyExcerpt: string;
  readonly traceId: string;
}

/**
 * One line of a server's log that belongs to a layer, or one of our own: of a fault of ours beside its layer, or of a log
 * source that failed, beside the run.
 */
export interface LogLine {
  readonly source: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly level: string;
  readonly message: string;
  readonly matchedBy: "traceId" | "requestId" | "time";
  /**
   * Of the request that the line belongs to: what a server says of a control explains nothing about the real call. Null
   * for a line of our own.
   */
  readonly purpose: Purpose | null;
}

export interface Cause {
  /** Id of the rule that gives it. */
  readonly rule: string;
  readonly text: string;
  /** `observed`: an answer or log line says it; `inferred`: follows from several; `possible`: with the test that would decide it. */
  readonly basis: "observed" | "inferred" | "possible";
  readonly actor: Actor;
  /** The test that would decide it, or what decided it. */
  readonly decide: string;
  /** The log line that it rests on, where it rests on one. */
  readonly line?: Pick<LogLine, "source" | "at">;
}

/** What is known of a layer before it runs. */
export interface PlannedLayer {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly nature: "local" | "live";
  readonly required: boolean;
  readonly proves: string;
  readonly doesNotProve: string;
  /** What the run's subject should get here, where that is not simply to be served. */
  readonly expects?: "refused" | "open";
  /** Names of the controls this run plans for the layer. */
  readonly controls: readonly string[];
  /** A shell command that repeats the real call by hand: safe to paste, holds no secret. Null where there is none. */
  readonly byHand: string | null;
}

/** How a layer ended. */
export interface LayerResult {
  readonly status: LayerStatus;
  /** One short line for the row: what was seen, or why it is grey. */
  readonly summary: string;
  readonly findings: readonly Finding[];
  /** What the real answer showed (redacted), for the opened layer. */
  readonly facts: readonly Fact[];
  /** What it saw of several things, row by row; absent where there is no such table. */
  readonly tables?: readonly EvidenceTable[];
  /** Ids of what it recognised, for the rules that join layers: never shown. Absent where there is none. */
  readonly signals?: readonly string[];
  /** Set where a run that requires every applicable layer learns that this one is not. */
  readonly required?: boolean;
  readonly startedAt: string | null;
  readonly durationMs: number;
}

export interface NextStep {
  readonly actor: Actor;
  readonly text: string;
  /** The code of the finding whose remedy this is; absent where a cause alone asks for it. */
  readonly remedyOf?: string;
}

/** The run's conclusion. */
export interface Conclusion {
  readonly verdict: Verdict;
  /** The first failed layer in chain order, or null. */
  readonly brokenLayer: string | null;
  readonly code: string | null;
  /** The conclusion in one sentence of at most 140 characters. */
  readonly headline: string;
  /** The headline without its full stop, for a heading. */
  readonly heading: string;
  /** What the layers that passed prove, in chain order. */
  readonly proven: readonly string[];
  /** What no layer of this run proved. */
  readonly notProven: readonly string[];
  /** What to do next, one sentence per actor, best first. */
  readonly nextSteps: readonly NextStep[];
  readonly actor: Actor | null;
  readonly causes: readonly Cause[];
  /**
   * The first hop that refused the tampered token itself while it accepted the real one; null if none did. In chain
   * order, but for a server in front of others (MCP), which callers meet first.
   */
  readonly firstVerifier: string | null;
}
