import type { z } from "zod";
import type { Actor, Control, Effect, Evidence, EvidenceRow, Finding, LayerStatus, Observed, Purpose } from "./model";

/** A named value that one layer gives and others need. Dependants start as soon as it is there. */
export interface Output<T> {
  readonly name: string;
  /** What its absence means, in a sentence for the blocked row: "no registry URL". */
  readonly absent: string;
  /** Phantom: carries the type. */
  readonly type?: T;
}

export function defineOutput<T>(name: string, absent: string): Output<T> {
  return { name, absent };
}

/** One row of a layer's findings table. The code is `<layer id>/<reason>`. */
export interface FindingRow {
  readonly effect: Effect;
  /** A plain sentence. */
  readonly title: string;
  /** What to do, in the imperative. */
  readonly remedy: string;
  readonly actor: Actor;
  readonly spec?: string;
}

/** What one observation says otherwise than its row: a title that names what was accepted, another actor. */
export type FindingWords = Partial<Pick<FindingRow, "title" | "remedy" | "actor">>;

export type FindingTable = Readonly<Record<string, FindingRow>>;

/** Labels of a layer's facts by their ids: kebab-case, stable, and the only place where a label stands. */
export type FactLabels = Readonly<Record<string, string>>;

/** One table that a layer may show, as it declares it. */
export interface TableWords {
  readonly title: string;
  /** Labels by column id, in their order. */
  readonly columns: Readonly<Record<string, string>>;
}
export type TableLabels = Readonly<Record<string, TableWords>>;

/** A table as a layer fills it. */
export interface FilledTable {
  /** One of those that the layer declares. */
  readonly id: string;
  /** Said behind the title, in brackets. */
  readonly titleNote?: string;
  /** Ids of the columns that are shown; all of them unless given. */
  readonly columns?: readonly string[];
  /** A row whose id another has is numbered. */
  readonly rows: readonly EvidenceRow[];
}

/** A control as the layer declares it. */
export interface ControlSpec {
  readonly name: string;
  /** The request carries an altered credential (counted, and announced before the run). */
  readonly wrongCredential: boolean;
}

/** What a call's answer amounts to. */
export interface Probe<T> {
  readonly observed: Observed;
  /** A parseable answer of the protocol came (accepted, refused or otherwise): only then are controls sent. */
  readonly answered: boolean;
  readonly status: number | null;
  /** Why, in a short phrase, where `observed` alone does not say it. */
  readonly note: string | null;
  /** The reason of the finding that a genuine call would get, where there is one and it is known: "timeout". */
  readonly reason?: string | null;
  readonly value: T;
}

/** What the run has to know of a request beside its bytes. */
export interface RequestMark<Result> {
  /** It carries an altered credential. */
  readonly wrongCredential?: boolean;
  /** Whether this answer handed out AWS credentials. */
  readonly mints?: (result: Result) => boolean;
  /** The answer may hold credentials: only key names, types and error texts of it are kept. */
  readonly answerHoldsSecrets?: boolean;
  /** A success holds what belongs to the user: nothing of its body is kept. */
  readonly answerIsData?: boolean;
  /** What this request is among several of one call, for viewers alone: "initialize", "tools/call bucket_list". */
  readonly step?: string;
  /** The tool that it calls, as the controls on it name it. */
  readonly tool?: string;
}

/** Sends one HTTP request of this layer through the guarded door; the attempt is recorded, redacted, in the run. */
export interface LayerHttp<Request, Result> {
  send(purpose: Purpose, request: Request, mark?: RequestMark<Result>): Promise<Result>;
}

/** What a layer gets to work with. It imports no clock, no network and no environment. */
export interface LayerContext<Input> {
  readonly input: Input;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly signal: AbortSignal;
  /** The value of a need (which the engine made sure of) or of a use; undefined when a use gave nothing. */
  get<T>(output: Output<T>): T | undefined;
  /** The value of one of `awaits` once a layer gives it; undefined once none can any more. */
  whenGiven<T>(output: Output<T>): Promise<T | undefined>;
  /** Says what it is doing by now, where that takes a while. */
  doing(words: string): void;
  /** Hands a value on to dependants at once. */
  give<T>(output: Output<T>, value: T): void;
  /** Reports one finding by the reason in this layer's own table; `words` stand in place of the row's. */
  found(reason: string, evidence?: Evidence, words?: FindingWords): Finding;
  control(control: Control): void;
  /** Shows a redacted fact of the real answer, by an id that this layer declares. */
  fact(id: string, value: Evidence[string]): void;
  /** Shows a table that this layer declares; a later one of the same id replaces it. */
  table(table: FilledTable): void;
  /** Says that something was recognised, by an id that this layer declares: rules join on it, nobody reads it. */
  recognised(signal: string): void;
}

/** How a layer's run ended: a status is never chosen by the layer, but follows from its findings. */
export interface Outcome {
  readonly status: "judge-by-findings" | "not-applicable";
  readonly summary: string;
}

export function ended(summary: string): Outcome {
  return { status: "judge-by-findings", summary };
}

export function notApplicable(reason: string): Outcome {
  return { status: "not-applicable", summary: reason };
}

/** Everything about one layer: a file in its folder declares it, and order, page, CLI, JSON and help follow from the list. */
export interface Layer<Input, Context extends LayerContext<Input> = LayerContext<Input>> {
  /** Kebab-case, equal to the file name. */
  readonly id: string;
  /** An assertion that holds when the layer passes, lower case. */
  readonly title: string;
  /** The question it answers, in one sentence. */
  readonly question: string;
  readonly nature: "local" | "live";
  /** It makes its call as the run's subject, so a target may say that the subject is served or refused there. */
  readonly asksAsSubject?: boolean;
  /** Present where the layer reads what the operator has of a server's environment: why it would not here, else null. */
  serverEnvUnread?(input: Input): string | null;
  /** Without each of these the layer is `blocked`. The only order there is. */
  needs(input: Input): readonly Output<unknown>[];
  /** Waited for while some layer may still give it, but never blocking. */
  uses(input: Input): readonly Output<unknown>[];
  /** Waited for while the layer runs already, by `whenGiven`: its own requests need not wait for them. */
  readonly awaits?: readonly Output<unknown>[];
  readonly gives: readonly Output<unknown>[];
  /** The evidence a pass asks for: the accepted answer, parsed. Live layers must declare one. */
  readonly evidence: z.ZodType | null;
  readonly findings: FindingTable;
  /** What it may show, by id; nothing where it is left out. */
  readonly facts?: FactLabels;
  readonly tables?: TableLabels;
  /** What it may recognise, for the rules that join layers. */
  readonly signals?: readonly string[];
  /** The controls of a run with this input; empty if the layer has none. */
  controls(input: Input): readonly ControlSpec[];
  readonly proves: string;
  readonly doesNotProve: string;
  /** Layers whose pass settles what this one leaves open, so that a passed run does not list it as unproven. */
  readonly settledBy: readonly string[];
  /** Layers whose server this one's server calls on: a caller meets this one first. */
  readonly frontOf?: readonly string[];
  /** Shown while it runs: "asking STS who these credentials are". */
  doing(input: Input): string;
  /** Why this layer does not concern the token or target; null when it does. */
  notApplicable(input: Input): string | null;
  /** Required for the verdict unless the target names its own list. Asked only of applicable layers. */
  requiredByDefault(input: Input): boolean;
  /** Requests at most, and where they go, for the announcement before Run; `isGiven`: a layer of the run may give it. */
  plan(input: Input, isGiven?: (output: Output<unknown>) => boolean): LayerPlan;
  /** Repeats the real call by hand: a shell command that holds no secret; null where there is none. */
  byHand(input: Input): string | null;
  /** What of the layer's words and findings differs for this input; nothing where it is left out. */
  variant?(input: Input): LayerVariant;
  run(context: Context): Promise<Outcome>;
}

/** A layer's words and findings for one kind of input: another way to exchange, a subject that is to be refused. */
export type LayerVariant = Partial<Pick<Layer<never>, "title" | "question" | "proves" | "doesNotProve" | "findings">>;

/** The layer as it is for this input: its own words and findings with the variant's over them. */
export function layerFor<Input, Context extends LayerContext<Input>>(
  layer: Layer<Input, Context>,
  input: Input,
): Required<LayerVariant> {
  const { title, question, proves, doesNotProve, findings } = layer;
  return { title, question, proves, doesNotProve, findings, ...layer.variant?.(input) };
}

/** How much is sent, and what it leaves behind. */
export interface PlannedAmounts {
  /** Controls and repeat included. */
  readonly requests: number;
  readonly wrongCredentials: number;
  readonly awsSessionsMinted: number;
}

/** What a layer sends: the amounts of its own are those at most, whatever the servers answer. */
export interface LayerPlan extends PlannedAmounts {
  /**
   * Exactly what is sent where every server answers as a sound one does: the token is served, every altered credential
   * refused. Null where that depends on what is not known before; the amounts at most where it is left out.
   */
  readonly sound?: PlannedAmounts | null;
  /** Origins, or "the registry that config.json names" where one is not known yet. */
  readonly destinations: readonly string[];
}

/** Status that the findings of a finished layer amount to. */
export function judge(findings: readonly Finding[]): LayerStatus {
  if (findings.some((finding) => finding.effect === "fail")) return "fail";
  if (findings.some((finding) => finding.effect === "tool-error")) return "tool-error";
  if (findings.some((finding) => finding.effect === "inconclusive")) return "inconclusive";
  return "pass";
}
