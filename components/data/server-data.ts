import type { HttpRunOptions } from "@/lib/wire/run-options";

/** Shapes of our own server's JSON answers, as the page reads them. */

export interface TargetEntry {
  readonly name: string;
  readonly production: boolean;
  readonly origins: readonly string[];
  readonly region: string | null;
  readonly subjects?: readonly SubjectEntry[];
  /** Set when the target's file cannot be used. */
  readonly problem: { readonly message: string; readonly suggestion: string; readonly where: string } | null;
}

/** Somebody whom a saved target names, and what they should get. */
export interface SubjectEntry {
  readonly name: string;
  /** Only of `pasted` the page has to give the token. */
  readonly token: "none" | "reference" | "pasted";
  readonly access: Readonly<Partial<Record<string, "served" | "refused" | "open">>>;
}

export interface OutlineLayer {
  readonly id: string;
  readonly controls: readonly string[];
  readonly notApplicable: string | null;
}

interface OutlineAmounts {
  readonly requests: number;
  readonly wrongCredentials: number;
  readonly awsSessionsMinted: number;
}

/** The amounts of its own are those at most. */
export interface Outline extends OutlineAmounts {
  /** What is usually sent where nothing is wrong; null where that cannot be known before. */
  readonly sound?: OutlineAmounts | null;
  /** What the options add, in sentences. */
  readonly adds?: readonly string[];
  readonly destinations: readonly string[];
  readonly layers: readonly OutlineLayer[];
}

export interface ScenarioEntry {
  readonly id: string;
  readonly title: string;
  readonly story: string;
  readonly group: string;
  readonly codes: readonly string[];
}

export interface LabState {
  readonly state: "up" | "down";
  /** Why it is down. */
  readonly message: string | null;
  readonly scenarios: readonly ScenarioEntry[];
}

export interface OpenedScenario {
  /** Null for a scenario about a caller without one. */
  readonly token: string | null;
  readonly targetName: string;
  readonly options?: HttpRunOptions;
}

/** A target typed on the page: URLs, names and expectations only. */
export interface InlineTarget {
  readonly name?: string;
  readonly catalogUrl?: string;
  readonly registryUrl?: string;
  readonly mcpUrl?: string;
  readonly region?: string;
  readonly s3?: { readonly bucket?: string; readonly prefix?: string };
  readonly search?: { readonly query?: string };
  readonly expect?: { readonly roleArn?: string };
}

/** A format that a run can be exported in. */
export interface ReportKind {
  readonly id: string;
  readonly label: string;
  /** Without the dot. */
  readonly extension: string;
}

/** What the page knows of a layer before any run. */
export interface LayerIntro {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly nature: "local" | "live";
  readonly proves: string;
  readonly doesNotProve: string;
  /** Its controls when everything is configured; a run may plan fewer. */
  readonly controlNames: readonly string[];
}
