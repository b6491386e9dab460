import {
  judge,
  type Layer,
  type LayerContext,
  layerFor,
  type Outcome,
  type Output,
  type RequestMark,
} from "@/lib/diagnosis/layer";
import type { Control, Evidence, EvidenceTable, Finding, LayerStatus, Purpose } from "@/lib/diagnosis/model";
import { toFinding } from "@/lib/diagnosis/run-layers";
import { ShownEvidence } from "@/lib/diagnosis/shown-evidence";
import type {
  AllowedOrigin,
  DoorAnswer,
  DoorFailure,
  DoorFailureKind,
  DoorRequest,
  DoorResult,
} from "@/lib/http/door-types";
import type { StartStdio } from "@/lib/processes/stdio-server";
import type { BonafideContext, LayerInput } from "./layer-input";

type BonafideLayer = Layer<LayerInput, BonafideContext>;

export interface SentRequest {
  readonly purpose: Purpose;
  readonly request: DoorRequest;
  readonly mark: RequestMark<DoorResult>;
}

interface TestContextOptions {
  readonly layer: BonafideLayer;
  readonly input?: LayerInput;
  /** Milliseconds since the epoch, or a clock that tells them; 2026-06-01T00:00:00Z unless given. */
  readonly now?: number | (() => number);
  /** Answers each request; a layer that sends without it fails its test. */
  readonly send?: (sent: SentRequest) => DoorResult | Promise<DoorResult>;
  /** Outputs that other layers gave. */
  readonly given?: readonly (readonly [Output<unknown>, unknown])[];
  readonly signal?: AbortSignal;
  readonly startStdio?: StartStdio;
  /** How long other layers' genuine calls took, ms. */
  readonly directMs?: Readonly<Record<string, number>>;
  readonly random?: (bytes: number) => Uint8Array;
}

export interface TestContext {
  readonly context: BonafideContext;
  readonly findings: Finding[];
  /** Values by id. */
  readonly facts: Record<string, Evidence[string]>;
  readonly tables: Map<string, EvidenceTable>;
  readonly signals: Set<string>;
  /** What it said it was doing, while it ran. */
  readonly doings: readonly string[];
  readonly controls: Control[];
  readonly sent: SentRequest[];
  readonly outputs: Map<string, unknown>;
  readonly secrets: string[];
  readonly allowed: AllowedOrigin[];
  /** Runs the layer as the engine does and gives the status its findings amount to. */
  run(): Promise<{ readonly status: LayerStatus; readonly summary: string; readonly codes: readonly string[] }>;
}

export const testNow = Date.UTC(2026, 5, 1);

/** An input without token, keys or URLs; a test overrides what it needs. */
export function testInput(
  override: Partial<Omit<LayerInput, "target">> & { target?: Partial<LayerInput["target"]> } = {},
): LayerInput {
  const target = {
    name: "test",
    aws: {},
    exchange: {},
    s3: {},
    search: {},
    mcp: {},
    expect: {},
    logs: [],
    ...override.target,
  };
  return { token: null, controls: "on", timeoutMs: 5000, keys: {}, signedWithTestSecret: false, ...override, target };
}

const noTimings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 1, totalMs: 1 };

/** An HTTP answer; objects become JSON. */
export function testAnswer(
  status: number,
  body: unknown = "",
  headers: Readonly<Record<string, string>> = {},
): DoorAnswer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    kind: "answer",
    status,
    headers: typeof body === "string" ? headers : { "content-type": "application/json", ...headers },
    body: new TextEncoder().encode(text),
    startedAtMs: testNow,
    timings: noTimings,
    address: "127.0.0.1",
  };
}

export function testFailure(failure: DoorFailureKind, detail = "scripted"): DoorFailure {
  return { kind: "failure", failure, detail, status: null, headers: {}, startedAtMs: testNow, timings: noTimings };
}

/** A context that collects what a layer reports and answers its requests from a script. For tests. */
export function createTestContext(options: TestContextOptions): TestContext {
  const { layer, input = testInput(), now = testNow } = options;
  const { findings } = layerFor(layer, input);
  const shown = new ShownEvidence(layer);
  const collected = {
    findings: [] as Finding[],
    facts: {} as Record<string, Evidence[string]>,
    tables: new Map<string, EvidenceTable>(),
    signals: new Set<string>(),
    doings: [] as string[],
    controls: [] as Control[],
    sent: [] as SentRequest[],
    outputs: new Map<string, unknown>(options.given?.map(([output, value]) => [output.name, value])),
    secrets: [] as string[],
    allowed: [] as AllowedOrigin[],
  };
  const base: Omit<LayerContext<LayerInput>, "get" | "whenGiven"> = {
    input,
    now: typeof now === "number" ? () => now : now,
    signal: options.signal ?? new AbortController().signal,
    doing: (words) => void collected.doings.push(words),
    give: (output, value) => {
      if (!layer.gives.some((given) => given.name === output.name)) throw new Error(`${output.name} is not declared`);
      collected.outputs.set(output.name, value);
    },
    found: (reason, evidence = {}, words = {}) => {
      const finding = toFinding(layer.id, findings, reason, evidence, words);
      if (!collected.findings.some((known) => known.code === finding.code)) collected.findings.push(finding);
      return finding;
    },
    control: (control) => void collected.controls.push(control),
    fact: (id, value) => {
      shown.fact(id, value);
      collected.facts[id] = value;
    },
    table: (table) => {
      shown.table(table);
      for (const one of shown.parts().tables ?? []) collected.tables.set(one.id, one);
    },
    recognised: (signal) => {
      shown.recognised(signal);
      collected.signals.add(signal);
    },
  };
  const context: BonafideContext = {
    ...base,
    get: <T>(output: Output<T>) => collected.outputs.get(output.name) as T | undefined,
    whenGiven: async <T>(output: Output<T>) => collected.outputs.get(output.name) as T | undefined,
    http: {
      async send(purpose, request, mark = {}) {
        const sent = { purpose, request, mark };
        collected.sent.push(sent);
        if (options.send === undefined) throw new Error(`an unscripted request to ${new URL(request.url).origin}`);
        return options.send(sent);
      },
    },
    allow: (origin) => void collected.allowed.push(origin),
    keepSecret: (value) => void collected.secrets.push(value),
    startStdio: options.startStdio ?? null,
    directMs: (name) => options.directMs?.[name] ?? null,
    random: options.random ?? ((bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
  };
  return {
    context,
    ...collected,
    async run() {
      const reason = layer.notApplicable(input);
      const outcome: Outcome =
        reason === null ? await layer.run(context) : { status: "not-applicable", summary: reason };
      const status = outcome.status === "not-applicable" ? "not-applicable" : judge(collected.findings);
      return { status, summary: outcome.summary, codes: collected.findings.map((finding) => finding.code) };
    },
  };
}
