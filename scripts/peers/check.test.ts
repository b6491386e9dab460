import { describe, expect, it } from "vitest";
import { differences, logDifferences } from "./check.mjs";
import { leaks, proveScanner, spellings } from "./secrets.mjs";

const control = { name: "unsigned", observed: "refused", counts: true, status: 403 };
const exchange = { method: "GET", url: "http://127.0.0.1:9000/b?list-type=2", status: 200 };
const report = {
  run: { verdict: "pass", brokenLayer: null, code: null, state: "finished", requests: { total: 1 } },
  layers: [{ id: "s3", status: "pass", findings: [], controls: [control], exchanges: [exchange] }],
};
const expected = {
  exit: 0,
  verdict: "pass",
  brokenLayer: null,
  code: null,
  layers: {
    s3: { status: "pass", controls: { unsigned: { observed: "refused" as const, counts: true, status: 403 } } },
  },
  requests: { total: 1 },
};
const run = (change: object, exit = 0) => ({
  exit,
  stdout: "",
  stderr: "",
  left: "",
  report: { ...report, ...change },
});
const withLayer = (change: object) => run({ layers: [{ ...report.layers[0], ...change }] });

describe("differences", () => {
  it("finds none when the run is as the row says", () => {
    expect(differences(run({}), expected)).toEqual([]);
  });

  it.each([
    ["the exit code", run({}, 3), "exit: expected 0, got 3"],
    ["a layer's status", withLayer({ status: "inconclusive" }), 's3.status: expected "pass", got "inconclusive"'],
    ["a control left out", withLayer({ controls: [] }), 's3.controls: expected ["unsigned"], got []'],
    [
      "a control that counts for nothing",
      withLayer({ controls: [{ ...control, counts: false }] }),
      "s3.unsigned.counts: expected true, got false",
    ],
    [
      "a control that was accepted",
      withLayer({ controls: [{ ...control, observed: "accepted" }] }),
      's3.unsigned.observed: expected "refused", got "accepted"',
    ],
    ["a missing layer", run({ layers: [] }), 'layers: expected ["s3"], got []'],
  ])("names %s", (_what, actual, sentence) => {
    expect(differences(actual, expected)).toContain(sentence);
  });

  it("compares the rows of a table that the row speaks of, and misses one that is not there", () => {
    const tables = [{ id: "permissions", rows: [{ mark: "good", cells: ["a", "yes"] }] }];
    const wanted = (cells: string[]) => ({
      ...expected,
      layers: { s3: { ...expected.layers.s3, tables: { permissions: [cells] } } },
    });
    expect(differences(withLayer({ tables }), wanted(["good", "a", "yes"]))).toEqual([]);
    expect(differences(withLayer({ tables }), wanted(["good", "a", "no"]))).toEqual([
      's3.tables.permissions: expected [["good","a","no"]], got [["good","a","yes"]]',
    ]);
    expect(differences(withLayer({}), wanted(["good", "a", "yes"]))).toHaveLength(1);
  });

  it("tells the controls of several tools apart", () => {
    const onTool = (tool: string, observed: string) => ({ ...control, name: "tampered", tool, observed });
    const actual = withLayer({ controls: [onTool("a", "refused"), onTool("b", "accepted")] });
    const refused = { observed: "refused" as const, counts: true };
    const wanted = { s3: { status: "pass", controls: { "tampered a": refused, "tampered b": refused } } };
    expect(differences(actual, { ...expected, layers: wanted })).toEqual([
      's3.tampered b.observed: expected "refused", got "accepted"',
    ]);
  });

  it("says so when there is no report", () => {
    expect(differences({ ...run({}, 70), report: null, stderr: "boom" }, expected)).toEqual([
      "no JSON report on stdout (exit 70): boom",
    ]);
  });
});

describe("logDifferences", () => {
  const log = (seen: { method: string; status: number; agent: string }[]) => [
    { name: "S3", origin: "http://127.0.0.1:9000", seen },
  ];
  const seen = { method: "GET", status: 200, agent: "bonafide/0.1.0" };

  it("finds none when server and report agree", () => {
    expect(logDifferences(report, log([seen]))).toEqual([]);
  });

  it("notices a request that the report does not show", () => {
    expect(logDifferences(report, log([seen, seen]))).toHaveLength(1);
  });

  it("notices a foreign user agent", () => {
    expect(logDifferences(report, log([{ ...seen, agent: "aws-sdk-js/3" }]))).toEqual([
      'a request came with the user agent "aws-sdk-js/3"',
    ]);
  });
});

describe("leaks", () => {
  it("knows every spelling it lists", () => {
    expect(proveScanner).not.toThrow();
  });

  it.each(spellings("wJalrXUtnFEMI/K7MDENG+bPxRfiCY"))("finds a secret in $encoding", ({ text }) => {
    const secrets = new Map([["wJalrXUtnFEMI/K7MDENG+bPxRfiCY", "the key"]]);
    expect(leaks(`a ${text} b`, secrets)).not.toEqual([]);
    expect(leaks("nothing of the kind", secrets)).toEqual([]);
  });
});
