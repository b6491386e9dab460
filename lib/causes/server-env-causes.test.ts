import { describe, expect, it } from "vitest";
import { explain, type RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Evidence } from "@/lib/diagnosis/model";
import { causeRules } from "./index";
import { mcpCauses } from "./mcp-causes";
import { serverEnvCauses } from "./server-env-causes";

function facts(
  findings: Readonly<Record<string, Evidence>>,
  shown: Evidence = {},
  signals: readonly string[] = [],
): RunFacts {
  return {
    tokenKind: "catalog-jwt",
    status: () => null,
    finding: (code) => {
      const evidence = findings[code];
      if (evidence === undefined) return null;
      return { code, severity: "warn", effect: "warn", title: "", remedy: "", actor: "unclear", evidence };
    },
    logs: () => [],
    fact: (_, id) => shown[id],
    recognised: (_, signal) => signals.includes(signal),
  };
}

/** What the rules about the file say of a code, as "basis id". */
function said(
  code: string,
  findings: Readonly<Record<string, Evidence>>,
  shown: Evidence = {},
  signals: readonly string[] = [],
): readonly string[] {
  const all = facts({ [code]: {}, ...findings }, shown, signals);
  return serverEnvCauses.flatMap((rule) => {
    const match = rule.explains.includes(code) ? rule.when(all) : null;
    return match === null ? [] : [`${match.basis} ${rule.id}`];
  });
}

const differs = { "mcp/env-not-running": { differs: ["mode: the file says remote, the server's handshake legacy"] } };

describe("what the server's file explains", () => {
  it.each<[string, Readonly<Record<string, Evidence>>, readonly string[], Evidence?]>([
    ["mcp/open", { "mcp/env-fallback-token": {} }, ["inferred env-fallback"]],
    ["mcp/handshake-open", { "mcp/env-fallback-token": {} }, ["inferred env-fallback"]],
    ["mcp/open", { "mcp/env-fallback-token": {}, ...differs }, ["observed env-not-what-runs"]],
    [
      "mcp/handshake-open",
      { "mcp/env-test-tokens": { settings: ["QUILT_ALLOW_TEST_JWT"] } },
      ["inferred env-test-token"],
    ],
    ["mcp/open", { "mcp/env-legacy-mode": { setting: "QUILT_DEPLOYMENT" } }, ["inferred env-legacy"]],
    [
      "mcp/open",
      { "mcp/env-legacy-mode": { setting: "QUILT_DEPLOYMENT" } },
      ["observed env-legacy"],
      { mode: "legacy" },
    ],
    ["mcp/wrong-identity", { "mcp/env-own-credentials": { sources: ["AWS_PROFILE"] } }, ["inferred env-own-keys"]],
    [
      "mcp/unauthorized",
      { "mcp/env-other-registry": { settings: ["QUILT_REGISTRY_URL: x"] } },
      ["inferred env-elsewhere"],
    ],
    ["mcp/unauthorized", { "mcp/env-test-secret": {} }, []],
    ["mcp/tool-failed", { "mcp/env-region": {} }, []],
    ["mcp/unreachable", { "mcp/env-missing-url": { missing: ["QUILT_CATALOG_URL"] } }, ["inferred env-no-start"]],
    ["mcp/unreachable", { "mcp/env-invalid-mode": { setting: "QUILT_DEPLOYMENT" } }, ["inferred env-no-start"]],
    ["mcp/timeout", { "mcp/env-proxy": { settings: ["HTTPS_PROXY"] } }, ["possible env-proxy"]],
    ["mcp/open", {}, []],
    ["mcp/unreachable", {}, []],
    // What the file says of one thing explains no other.
    ["mcp/unreachable", { "mcp/env-fallback-token": {}, "mcp/env-own-credentials": { sources: ["x"] } }, []],
    ["mcp/unauthorized", { "mcp/env-typo": {}, "mcp/env-ignored": {}, "mcp/env-writable-root": {} }, []],
  ])("%s, with %j", (code, findings, expected, shown) => {
    expect(said(code, findings, shown)).toEqual(expected);
  });

  it("is joined with what the server says", () => {
    expect(said("mcp/unauthorized", { "mcp/env-test-secret": {} }, {}, ["says-invalid-jwt"])).toEqual([
      "inferred env-published-secret",
    ]);
    expect(said("mcp/tool-failed", { "mcp/env-region": {} }, {}, ["says-no-region"])).toEqual([
      "observed env-no-region",
    ]);
    expect(said("mcp/unauthorized", {}, {}, ["says-invalid-jwt"])).toEqual([]);
    expect(said("mcp/tool-failed", {}, {}, ["says-no-region"])).toEqual([]);
  });

  it("takes the place of the guess that there may be such a token", () => {
    const ids = (findings: Readonly<Record<string, Evidence>>) => {
      const all = facts({ "mcp/open": {}, ...findings });
      return mcpCauses
        .filter((rule) => rule.explains.includes("mcp/open") && rule.when(all) !== null)
        .map(({ id }) => id);
    };
    expect(ids({})).toContain("mcp-fallback-jwt");
    expect(ids({ "mcp/env-fallback-token": {} })).not.toContain("mcp-fallback-jwt");
  });

  it("names itself first among equals", () => {
    const all = facts({ "mcp/open": {}, "mcp/env-fallback-token": {} });
    expect(explain(causeRules, "mcp/open", all)[0]?.heading).toContain("file sets QUILT_FALLBACK_JWT");
  });
});
