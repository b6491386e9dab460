import { describe, expect, it } from "vitest";
import { explain, type RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Evidence, LayerStatus, LogLine } from "@/lib/diagnosis/model";
import { mcpCauses } from "./mcp-causes";

interface Given {
  readonly statuses?: Readonly<Record<string, LayerStatus>>;
  readonly findings?: Readonly<Record<string, Evidence>>;
  readonly facts?: Evidence;
  readonly signals?: readonly string[];
  readonly logs?: readonly (Pick<LogLine, "message" | "purpose"> & Partial<LogLine>)[];
  readonly tokenKind?: string;
}

/** Ids of the rules that explain a code, surest first. */
function ids(code: string, given: Given): readonly string[] {
  const rules = explained(code, given).map(({ rule }) => rule);
  return mcpCauses.filter(({ id }) => rules.includes(id)).map(({ id }) => id);
}

function explained(code: string, given: Given) {
  const facts: RunFacts = {
    tokenKind: given.tokenKind ?? "catalog-jwt",
    status: (layer) => given.statuses?.[layer] ?? null,
    finding: (wanted) => {
      const evidence = { [code]: {}, ...given.findings }[wanted];
      if (evidence === undefined) return null;
      return { code: wanted, severity: "fail", effect: "fail", title: "", remedy: "", actor: "unclear", evidence };
    },
    logs: () =>
      (given.logs ?? []).map((line) => ({ source: "mcp", at: "", level: "warn", matchedBy: "traceId", ...line })),
    fact: (_, id) => given.facts?.[id],
    recognised: (_, signal) => given.signals?.includes(signal) === true,
  };
  return explain(mcpCauses, code, facts);
}

describe("why an MCP server refuses or fails", () => {
  it.each(["mcp/unauthorized", "mcp/tool-failed"])("joins %s with what works directly", (code) => {
    const refused = { signals: ["says-refused-upstream"] };
    expect(ids(code, { ...refused, statuses: { exchange: "pass", s3: "fail" } })).toContain("mcp-direct-works");
    expect(ids(code, { ...refused, statuses: { exchange: "fail" } })).not.toContain("mcp-direct-works");
    // The server's own troubles are no other registry's.
    expect(ids(code, { statuses: { exchange: "pass", s3: "pass" } })).not.toContain("mcp-direct-works");
  });

  it("leaves it to the registry where that refuses the token too", () => {
    const seen = ids("mcp/unauthorized", { statuses: { exchange: "fail" }, findings: { "exchange/rejected": {} } });
    expect(seen).toEqual(["mcp-same-refusal"]);
  });

  it.each([
    ["an old validating server", "says-invalid-jwt", "mcp-validates-itself"],
    ["a header that was lost", "says-no-token-came", "mcp-header-lost"],
    ["a registry URL that is a page's", "says-not-json", "mcp-registry-is-catalog"],
  ])("knows %s by what it says", (_, signal, id) => {
    expect(ids("mcp/unauthorized", { signals: [signal] })).toContain(id);
    expect(ids("mcp/unauthorized", {})).toEqual([]);
  });

  it("knows versions without an exchange, and servers without a session of their own", () => {
    const saying = (signal: string) => ids("mcp/tool-failed", { signals: [signal] });
    expect(saying("says-no-credentials-for-jwt")).toEqual(["mcp-no-exchange"]);
    expect(saying("says-no-own-session")).toEqual(["mcp-no-own-session"]);
    expect(ids("mcp/tool-failed", { findings: { "mcp/tool-failed": { error: "boom" } } })).toEqual([]);
  });

  it("knows a role token by what it lacks, where S3 works", () => {
    const findings = { "claims/catalog-token-missing": {}, "mcp/tool-failed": { error: "fewer items than expected" } };
    const seen = (s3: LayerStatus) => ids("mcp/tool-failed", { findings, statuses: { s3 } });
    expect(seen("pass")[0]).toBe("mcp-role-token");
    expect(seen("fail")).toEqual([]);
  });

  it("blames the kind of token only where the tool says so", () => {
    const signals = ["says-jwt-required"];
    expect(ids("mcp/unauthorized", { signals, tokenKind: "api-key" })).toContain("mcp-api-key");
    expect(ids("mcp/unauthorized", { signals })).not.toContain("mcp-api-key");
    expect(ids("mcp/unauthorized", { tokenKind: "api-key" })).not.toContain("mcp-api-key");
  });

  it("says of a test token that it is one", () => {
    expect(ids("mcp/unauthorized", { findings: { "signature/known-secret": {} } })).toContain("mcp-test-token");
  });

  it("blames a hop only where one tool hangs alone", () => {
    expect(ids("mcp/timeout", { findings: { "mcp/timeout": { tool: "discover_permissions" } } })).toContain(
      "mcp-slow-hop",
    );
    expect(ids("mcp/timeout", {})).toEqual([]);
  });
});

describe("why an MCP server serves the wrong caller", () => {
  it("infers a fallback token where a wrong one is still refused", () => {
    expect(ids("mcp/open", {})).toEqual(["mcp-fallback-jwt"]);
    expect(ids("mcp/open", { findings: { "mcp/not-enforced": {} } })).toEqual([]);
  });

  it("believes the log of the control's own request, and no other", () => {
    const line = { message: "Using QUILT_FALLBACK_JWT fallback token for unauthenticated request" } as const;
    expect(ids("mcp/open", { logs: [{ ...line, purpose: "control:no-token" }] })[0]).toBe("mcp-log-fallback");
    expect(ids("mcp/open", { logs: [{ ...line, purpose: "real" }] })).toEqual(["mcp-fallback-jwt"]);
  });

  it("knows the legacy mode, which explains everything else", () => {
    const facts = { mode: "legacy" };
    expect(ids("mcp/open", { facts })).toEqual(["mcp-legacy-mode"]);
    expect(ids("mcp/tool-failed", { facts, statuses: { exchange: "pass" } })).toEqual(["mcp-legacy-mode"]);
  });

  it("knows a token of the server's own that the registry refuses", () => {
    expect(ids("mcp/handshake-open", { signals: ["substitute-token-refused"] })).toEqual(["mcp-own-token-refused"]);
    expect(ids("mcp/handshake-open", {})).toEqual([]);
  });

  it("names the identity that answered", () => {
    const findings = { "mcp/wrong-identity": { answeredAs: "arn:aws:sts::111122223333:assumed-role/Server/x" } };
    expect(ids("mcp/wrong-identity", { findings })).toEqual(["mcp-own-role"]);
  });
});

it("joins a failure over HTTP with data over stdio", () => {
  expect(ids("mcp/tool-failed", { signals: ["stdio-gives-data"] })).toEqual(["mcp-stdio-works"]);
  expect(ids("mcp/tool-failed", {})).toEqual([]);
});

it.each([
  ["mcp/tool-failed", { message: "ERROR tool: no session", level: "error", purpose: "real" }, "mcp-log-error"],
  ["mcp/open", { message: "Using QUILT_FALLBACK_JWT", purpose: "control:no-token" }, "mcp-log-fallback"],
] as const)("calls no log line of %s an observation that its time alone joins", (code, line, rule) => {
  const basis = (matchedBy: LogLine["matchedBy"]) =>
    explained(code, { logs: [{ ...line, matchedBy }] }).find((one) => one.rule === rule)?.basis;
  expect([basis("traceId"), basis("requestId"), basis("time")]).toEqual(["observed", "observed", "inferred"]);
});

it("thinks of several instances where a session is unknown", () => {
  expect(ids("mcp/session-lost", { signals: ["session-unknown"] })).toEqual(["mcp-session-lost"]);
  expect(ids("mcp/handshake-failed", {})).toEqual([]);
});
