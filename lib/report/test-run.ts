import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Control, Exchange, LayerResult, PlannedLayer } from "@/lib/diagnosis/model";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";

const at = "2026-11-23T06:40:00.000Z";

function planned(id: string, nature: "local" | "live", controls: readonly string[] = []): PlannedLayer {
  return {
    id,
    title: `${id} holds`,
    question: `Does ${id} hold?`,
    nature,
    required: true,
    proves: "this",
    doesNotProve: "that",
    controls,
    byHand: null,
  };
}

const refusedControl: Control = {
  name: "tampered",
  tool: null,
  expected: "refused",
  observed: "refused",
  counts: false,
  status: 401,
  note: null,
};

const refusedExchange: Exchange = {
  id: "x1",
  purpose: "real",
  step: null,
  tool: null,
  failure: null,
  method: "GET",
  url: "https://registry.example.org/api/auth/get_credentials",
  status: 401,
  startedAt: at,
  timings: { dnsMs: null, connectMs: 1, tlsMs: 2, firstByteMs: 3, totalMs: 7.5 },
  requestHeaders: { authorization: "[secret]" },
  responseHeaders: { "x-request-id": "r-1" },
  bodyExcerpt: '{"error":"\u001b[31mno"}',
  traceId: "a".repeat(32),
};

const refused: LayerResult = {
  status: "fail",
  summary: "the registry refused the token (401)",
  findings: [
    {
      code: "exchange/rejected",
      severity: "fail",
      effect: "fail",
      title: "the registry refused the token",
      remedy: "Compare the registry's secret with the one the token was signed with.",
      actor: "registry-admin",
      evidence: { status: 401, scopes: ["a", "b"], body: "no \u202Eereht" },
      spec: "RFC 6750 3.1",
    },
  ],
  facts: [
    { id: "refused-with", label: "refused with", value: "Token could not be deserialized" },
    { id: "buckets", label: "buckets", value: ["a", "b"] },
  ],
  signals: ["never-shown"],
  tables: [
    {
      id: "places",
      title: "Where it looked",
      columns: [
        { id: "place", label: "place" },
        { id: "found", label: "what is there" },
      ],
      rows: [{ id: "here", mark: "bad", cells: ["here", "nothing"] }],
    },
  ],
  startedAt: at,
  durationMs: 9.4,
};

/** Events of a run whose exchange is refused while search still waits. */
export const sampleEvents: readonly RunEventBody[] = [
  {
    type: "run-started",
    startedAt: at,
    toolVersion: "0.1.0",
    vantage: "host",
    target: {
      name: "staging",
      origins: ["https://registry.example.org"],
      region: null,
      stackVersion: null,
      mcpVersion: null,
    },
    subject: "reader",
    token: {
      kind: "hybrid-jwt",
      algorithm: "HS256",
      fingerprint: "0123456789ab",
      lengthBytes: 300,
      expiresAt: "2026-12-01T00:00:00.000Z",
      inner: {
        kind: "catalog-jwt",
        algorithm: "HS256",
        fingerprint: "ba9876543210",
        lengthBytes: 100,
        expiresAt: null,
        inner: null,
      },
    },
    layers: [planned("exchange", "live", ["tampered"]), planned("search", "live")],
    controls: "on",
  },
  { type: "layer-started", layer: "exchange", startedAt: at, doing: "asking" },
  { type: "exchange", layer: "exchange", exchange: refusedExchange, wrongCredential: false, mintedSession: false },
  { type: "control", layer: "exchange", control: refusedControl },
  {
    type: "log",
    layer: "exchange",
    line: { source: "registry", at, level: "warn", message: "bad signature", matchedBy: "traceId", purpose: "real" },
  },
  { type: "layer-finished", layer: "exchange", result: refused },
];

/** How that run ends. */
export const sampleEnd: RunEventBody = {
  type: "run-finished",
  state: "finished",
  durationMs: 42.5,
  target: { name: "staging", origins: [], region: "us-east-1", stackVersion: "1.66", mcpVersion: null },
  conclusion: {
    verdict: "fail",
    brokenLayer: "exchange",
    code: "exchange/rejected",
    headline: "Broken at exchange: the registry refused the token.",
    heading: "Broken at exchange",
    proven: [],
    notProven: [],
    nextSteps: [{ actor: "registry-admin", text: "Compare the secrets." }],
    actor: "registry-admin",
    causes: [
      { rule: "two-secrets", text: "two secrets", basis: "inferred", actor: "registry-admin", decide: "compare them" },
    ],
    firstVerifier: null,
  },
};

/** Folds events as a viewer would. */
export function foldSample(bodies: readonly RunEventBody[]): RunView {
  const view = bodies.reduce<RunView | null>(
    (folded, body, index) => applyEvent(folded, { seq: index + 1, at, runId: "run-1", ...body }),
    null,
  );
  if (view === null) throw new Error("the events begin no run");
  return view;
}
