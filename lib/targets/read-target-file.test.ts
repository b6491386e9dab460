import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppError, isAppError } from "@/lib/errors";
import { logSources } from "@/lib/logs";
import { findNearestName } from "@/lib/nearest-name";
import { locateJsonError } from "./locate-json-error";
import { parseTarget, readTargetFile } from "./read-target-file";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-target-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileWith(text: string | Uint8Array): Promise<string> {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.json`);
  await writeFile(path, text);
  return path;
}

function faultOf(raw: unknown): AppError {
  try {
    parseTarget(raw, "t.json");
  } catch (error) {
    if (isAppError(error)) return error;
  }
  throw new Error("the target was accepted");
}

describe("readTargetFile", () => {
  it("reads a file in UTF-16, as PowerShell writes it", async () => {
    const json = '{ "catalogUrl": "https://catalog.example.org" }\r\n';
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(json, "utf16le")]);
    expect(await readTargetFile(await fileWith(bytes))).toEqual({ catalogUrl: "https://catalog.example.org" });
  });

  it("reads a good file, with or without a byte order mark", async () => {
    const text = '\uFEFF{ "catalogUrl": "https://catalog.example.org", "s3": { "bucket": "data" } }';
    expect(await readTargetFile(await fileWith(text))).toEqual({
      catalogUrl: "https://catalog.example.org",
      s3: { bucket: "data" },
    });
  });

  it("says file, line and column of broken JSON and quotes none of it", async () => {
    const path = await fileWith('{\n  "name": "sesame-open",\n  "region": us-east-1\n}');
    const read = readTargetFile(path);
    await expect(read).rejects.toMatchObject({
      code: "BAD_TARGET",
      message: `${path} is not valid JSON: line 3, column 13.`,
    });
    await expect(read).rejects.not.toThrow("sesame");
  });

  it("says that a file is not there", async () => {
    await expect(readTargetFile(join(folder, "none.json"))).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });
});

describe("parseTarget", () => {
  it.each([
    [{ catalogURL: "x" }, "t.json: catalogURL is not a known key of the target: did you mean catalogUrl?"],
    [
      { expect: { roleARN: "x" } },
      "t.json: expect.roleARN is not a known key of the target: did you mean expect.roleArn?",
    ],
    [
      { subjects: [{ name: "a", tokenenv: "X" }] },
      "subjects[0].tokenenv is not a known key of the target: did you mean subjects[0].tokenEnv?",
    ],
    [
      { logs: [{ type: "file", paht: "x", path: "y" }] },
      "t.json: logs[0].paht is not a known key of the target: did you mean logs[0].path?",
    ],
    [{ logs: [{ type: "file", path: "y", settelMs: 1 }] }, "did you mean logs[0].settleMs?"],
    [{ bananas: 1 }, "t.json: bananas is not a known key of the target."],
  ])("names an unknown key, its place and the nearest known key: %j", (raw, message) => {
    const fault = faultOf(raw);
    expect(fault.code).toBe("BAD_TARGET");
    expect(fault.message).toContain(message);
  });

  it.each([
    [
      { catalogUrl: "catalog.example.org" },
      "catalogUrl is not an http(s) URL: write it with its scheme, such as https://catalog.example.org",
    ],
    [{ region: "US East" }, "region is not an AWS region name"],
    [{ require: [] }, "t.json: require names no layer: leave it out, or name those that must pass."],
    [{ s3: { minKeys: -1 } }, "s3.minKeys is not valid"],
    [{ name: 7 }, "name is not valid: expected string"],
    [
      { logs: [{ type: "file", path: "y" }, { type: "fiel" }] },
      "logs[1].type is not a type of log source: did you mean file?",
    ],
    [
      { logs: [{ type: "syslog" }] },
      `logs[0].type is not a type of log source: the types are ${logSources.map(({ type }) => type).join(", ")}.`,
    ],
    [{ logs: [{ type: "file" }] }, "logs[0].path is not valid: expected string"],
    [{ logs: [{ type: "file", path: "y", settleMs: -1 }] }, "logs[0].settleMs is not valid"],
    [[], "it is not valid: expected object"],
  ])("says what is wrong with a value: %j", (raw, message) => {
    expect(faultOf(raw).message).toContain(message);
  });

  it("never repeats a password out of a URL", () => {
    const fault = faultOf({ catalogUrl: "ada:sesame-open@catalog.example.org" });
    expect(`${fault.message} ${fault.suggestion}`).not.toContain("sesame");
  });
});

describe("locateJsonError", () => {
  it.each([
    ["", 1, 1],
    ["{", 1, 2],
    ['{"a":1,}', 1, 8],
    ['{"a":1}\n x', 2, 2],
    ["[1,\n2,\n tru]", 3, 2],
    ['{"a" 1}', 1, 6],
    ["{'a':1}", 1, 2],
    ['["a\nb"]', 1, 2],
    ["// note\n{}", 1, 1],
  ])("finds the fault of %j", (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(locateJsonError(text)).toEqual({ line, column });
  });
});

describe("findNearestName", () => {
  it.each([
    ["catalogURL", "catalogUrl"],
    ["catalog_url", "catalogUrl"],
    ["regoin", "region"],
    ["zzz", undefined],
  ])("takes %s for %s", (typed, meant) => {
    expect(findNearestName(typed, ["catalogUrl", "registryUrl", "region", "s3"])).toBe(meant);
  });
});
