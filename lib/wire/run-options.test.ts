import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { isTestFile, readSourceFiles } from "@/lib/test-source-files";
import { holdSecrets, keptOptions, secretOptions } from "./given-options";
import { everyOptionSchema, httpOptionsSchema, optionSchema } from "./run-option-schemas";
import { layerChoices, optionFlagName, optionGroups, optionList, plainOptions, shownOptions } from "./run-options";
import { outlineRequestSchema, parseBody, runRequestSchema } from "./run-request";

const row = (name: string) => {
  const found = optionList.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no option ${name}`);
  return found.row;
};

describe("the table of run options", () => {
  it("gives every flag once, in the order of the groups", () => {
    const flags = optionList.map((one) => optionFlagName(one.row)).filter((flag) => flag !== null);
    expect(new Set(flags).size).toBe(flags.length);
    expect(flags).toContain("--run-timeout-ms");
    const groups = optionList.flatMap((one) => (one.row.flag === null ? [] : [one.row.flag.group]));
    expect([...new Set(groups)]).toEqual(optionGroups);
  });

  it("never lets a secret be shown, and keeps with a token only what may come with one", () => {
    const values = { controls: "deep", serverEnv: "A=1", signatureKey: "k", otherToken: "t", strict: true } as const;
    expect(secretOptions).toEqual(["referenceToken", "otherToken", "lapsedToken", "serverEnv", "signatureKey"]);
    expect(plainOptions(values)).toEqual({ controls: "deep", strict: true });
    expect(shownOptions(values)).toEqual({ controls: "deep" });
    const held = holdSecrets(values);
    expect(held.otherToken).toBeInstanceOf(Secret);
    expect(JSON.stringify(held)).not.toMatch(/A=1|"k"|"t"/);
    expect(Object.keys(keptOptions(held)).sort()).toEqual(["serverEnv", "signatureKey"]);
  });

  it("tells layers the switches and choices alone, and the usual choice where none is made", () => {
    expect(layerChoices({})).toEqual({ controls: "on" });
    const given = { controls: "off", permissions: true, timeoutMs: 90 } as const;
    expect(layerChoices({ allowTool: ["a"] })).toEqual({ controls: "on", allowTool: ["a"] });
    expect(layerChoices(given)).toEqual({ controls: "off", permissions: true });
  });
});

describe("options over HTTP", () => {
  it.each(optionList.filter((one) => !one.row.http).map(({ name }) => name))("do not hold %s", (name) => {
    expect(httpOptionsSchema.safeParse({ [name]: true }).success).toBe(false);
    expect(httpOptionsSchema.safeParse({ [name]: "text" }).success).toBe(false);
  });

  it.each([
    ["controls", "deep", "loud"],
    ["strict", true, "true"],
    ["timeoutMs", 600_000, 600_001],
    ["timeoutMs", 50, 49],
    ["runTimeoutMs", 3_600_000, 3_600_001],
    ["only", ["s3"], []],
    ["only", ["s3"], ["x".repeat(41)]],
    ["signatureKey", "k", ""],
    ["serverEnv", "A=1", "A".repeat(256 * 1024 + 1)],
  ])("take %s as %j and not as %j", (name, good, bad) => {
    expect(httpOptionsSchema.safeParse({ [name]: good }).success).toBe(true);
    expect(httpOptionsSchema.safeParse({ [name]: bad }).success).toBe(false);
  });

  it("are the same for a run and for its announcement", () => {
    const options = { permissions: true, only: ["s3"] };
    expect(parseBody(runRequestSchema, { token: "t", target: "x", options }).options).toEqual(options);
    expect(parseBody(outlineRequestSchema, { tokenKind: null, target: "x", options }).options).toEqual(options);
  });

  it("know no bound on what the command line reads from a file", () => {
    const serverEnv = "A".repeat(300 * 1024);
    expect(everyOptionSchema.parse({ serverEnv })).toEqual({ serverEnv });
    expect(optionSchema(row("otherToken")).safeParse("").success).toBe(false);
  });
});

describe("what an option costs", () => {
  const files = readSourceFiles().filter(({ path }) => !isTestFile(path) && !path.startsWith("e2e/"));
  /** The table, and the scenarios that try an option. */
  const always = /^lib\/wire\/run-options\.ts$|^lib\/lab\/scenario/;

  // The lab's tools and its IAM have words of their own that are spelt alike.
  it.each([
    ["permissions", /^lib\/layers\/s3\/|^lib\/lab\/servers\/mcp\//],
    [
      "iam",
      /^lib\/layers\/exchange\/|^lib\/targets\/allowed-origins\.ts$|^lib\/run\/(carry-out-run|run-frame)\.ts$|^lib\/lab\//,
    ],
    ["strict", /^lib\/run\/(plan-run|carry-out-run|finish-run)\.ts$/],
    ["runTimeoutMs", /^lib\/run\/carry-out-run\.ts$/],
    ["confirmed", /^lib\/server\/resolve-run\.ts$|^components\/intake\//],
  ])("%s is its row and its use", (name, uses) => {
    // As a member: `input.iam`, `{ iam }`, `iam:`; not as a word of a text.
    const named = new RegExp(`[.{,]\\s*${name}\\b(?!["-])(?=\\s*[,}):=?]|\\s)|\\b${name}\\?:`);
    const elsewhere = files.filter(({ path, text }) => named.test(text) && !always.test(path) && !uses.test(path));
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });
});
