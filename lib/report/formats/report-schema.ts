import { z } from "zod";
import { actors, layerStatuses, observations, rowMarks, severities, verdicts } from "@/lib/diagnosis/model";
import { mcpEras, runStates } from "@/lib/diagnosis/run-model";

const iso = z.iso.datetime();
const milliseconds = z.number().min(0);
const phase = milliseconds.nullable();
const count = z.int().min(0);
const headers = z.record(z.string(), z.string());
const actor = z.enum(actors);

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const evidence = z.record(z.string(), value);
/** Stays from version to version, whatever the label beside it says. */
const stableId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const finding = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  severity: z.enum(severities),
  title: z.string(),
  remedy: z.string(),
  actor,
  evidence,
  spec: z.string().optional(),
});

const control = z.strictObject({
  name: z.string(),
  tool: z.string().nullable(),
  expected: z.literal("refused"),
  observed: z.enum(observations),
  counts: z.boolean().describe("False while the real call was not accepted: a refusal then proves nothing."),
  status: z.int().nullable(),
  note: z.string().nullable(),
});

const exchange = z.strictObject({
  id: z.string(),
  purpose: z
    .string()
    .regex(/^(real|repeat|recorded|control:.+|beside:[a-z]+(-[a-z]+)*)$/)
    .describe("`beside` marks calls that neither prove nor refuse; only a control must be refused."),
  step: z
    .string()
    .nullable()
    .describe("What it is among several requests of one call, in words; null where it is the whole call."),
  tool: z.string().nullable().describe("The tool that it calls, as in `controls`."),
  failure: z.string().nullable().describe("Why no usable answer came; null when one did."),
  method: z.string(),
  url: z.string(),
  status: z.int().nullable(),
  startedAt: iso,
  timings: z
    .strictObject({ dnsMs: phase, connectMs: phase, tlsMs: phase, firstByteMs: phase, totalMs: milliseconds })
    .describe("Milliseconds; null for a phase that did not happen."),
  requestHeaders: headers,
  responseHeaders: headers,
  bodyExcerpt: z.string(),
  traceId: z.string(),
});

const logLine = z.strictObject({
  source: z.string(),
  at: iso,
  level: z.string(),
  message: z.string(),
  matchedBy: z.enum(["traceId", "requestId", "time"]),
});

const fact = z.strictObject({ id: stableId, label: z.string(), value });

const table = z
  .strictObject({
    id: stableId,
    title: z.string(),
    columns: z.array(z.strictObject({ id: stableId, label: z.string() })),
    rows: z.array(z.strictObject({ id: stableId, mark: z.enum(rowMarks), cells: z.array(z.string()) })),
  })
  .describe("What the layer saw of several things of one kind, a row each. A row never decides a status.");

const layer = z.strictObject({
  id: z.string(),
  title: z.string(),
  nature: z.enum(["local", "live"]),
  status: z.enum(layerStatuses),
  required: z.boolean(),
  startedAt: iso.nullable(),
  durationMs: milliseconds,
  findings: z.array(finding),
  controls: z.array(control),
  exchanges: z.array(exchange),
  logs: z.array(logLine),
  facts: z.array(fact).describe("What the real answer showed, redacted. Ids are stable, labels may change."),
  tables: z.array(table),
  proves: z.string(),
  doesNotProve: z.string(),
});

const token = z.strictObject({
  kind: z.string(),
  algorithm: z.string().nullable(),
  fingerprint: z.string().describe("12 hex digits of a keyed hash; compares within one store only."),
  lengthBytes: count,
  expiresAt: iso.nullable(),
  caseFingerprint: z.null().describe("By which two parties compare tokens; null where no case key was given."),
  get inner() {
    return token.nullable();
  },
});

const run = z.strictObject({
  id: z.string(),
  state: z.enum(runStates),
  startedAt: iso,
  durationMs: milliseconds,
  verdict: z.enum(verdicts),
  brokenLayer: z.string().nullable(),
  code: z.string().nullable(),
  headline: z.string().max(140),
  proven: z.array(z.string()).describe("What the layers that passed prove."),
  notProven: z.array(z.string()).describe("What no layer of this run proved."),
  parent: z.string().nullable().describe("The run that this one repeats; null if it repeats none."),
  recorded: z.boolean().describe("True if the run judged recorded calls and sent nothing."),
  liveSecrets: count.describe("Distinct live secrets in the recorded file; 0 without one."),
  actor: actor.nullable(),
  causes: z.array(
    z.strictObject({
      text: z.string(),
      basis: z.enum(["observed", "inferred", "possible"]),
      actor,
      decide: z.string(),
    }),
  ),
  firstVerifier: z.string().nullable(),
  requests: z.strictObject({ total: count, wrongCredentials: count, awsSessionsMinted: count }),
  toolVersion: z.string(),
  vantage: z.string(),
});

/** The JSON report, schema version 1. Published as report.schema.json. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    run,
    target: z.strictObject({
      name: z.string(),
      origins: z.array(z.string()),
      region: z.string().nullable(),
      stackVersion: z.string().nullable(),
      mcpVersion: z.string().nullable(),
      mcpEras: z.array(z.enum(mcpEras)).describe("Eras of MCP that its server speaks."),
    }),
    subject: z.string().nullable(),
    token: token.nullable(),
    logs: z.array(logLine).describe("Log sources and helpers beside the chain that failed: a line each."),
    layers: z.array(layer),
  })
  .meta({ title: "Bonafide report", description: "One run of Bonafide, schema version 1." });

export type JsonReport = z.infer<typeof reportSchema>;

/** The report's JSON Schema (draft 2020-12). */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportSchema);
}
