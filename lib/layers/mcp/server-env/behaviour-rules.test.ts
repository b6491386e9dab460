import { describe, expect, it } from "vitest";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { behaviourRule } from "./behaviour-rules";
import type { ObservedRun } from "./env-rule";
import { sightOf, testView, type Values } from "./test-env";

const deployment = (word: string): Values => ({ QUILT_DEPLOYMENT: word });
const platform: Values = { QUILT_MULTIUSER_MODE: "true" };
const fallback: Values = { QUILT_FALLBACK_JWT: "a.b.c" };
const image = (imageVersion: string): Partial<ServerEnvironment> => ({ imageVersion });

describe("a server that behaves as its file says", () => {
  it.each<[string, Values, Partial<ObservedRun>, Partial<ServerEnvironment>?]>([
    ["nothing said", {}, {}],
    ["the same mode", deployment("remote"), { mode: "remote" }],
    ["a mode, and none seen", deployment("local"), { mode: null }],
    ["a mode of no name that a handshake has", platform, { mode: "legacy" }],
    ["a mode that does not exist", deployment("cloudy"), { mode: "legacy" }],
    ["a fallback token, and calls without one are served", fallback, { refusesWithoutToken: false }],
    ["a fallback token in legacy mode", fallback, { refusesWithoutToken: true, mode: "legacy" }],
    ["a fallback token that is filled in", { QUILT_FALLBACK_JWT: null }, { refusesWithoutToken: true }],
    ["no fallback token", {}, { refusesWithoutToken: true }],
    ["the same version", {}, { version: "0.22.0" }, image("0.22.0")],
    ["the same version with a v", {}, { version: "v0.22.0" }, image("0.22.0")],
    ["the same version with a v in the tag", {}, { version: "0.22.0" }, image("v0.22.0")],
    ["a version, and none seen", {}, { version: null }, image("0.22.0")],
    ["no version, and one seen", {}, { version: "0.22.0" }],
  ])("%s", (_, values, run, env) => {
    expect(sightOf(behaviourRule, testView(values, env), run)).toEqual({ rows: [], findings: [] });
  });
});

/** What differs, by the word before its colon. */
function differences(values: Values, run: Partial<ObservedRun>, env: Partial<ServerEnvironment> = {}) {
  const { rows, findings } = sightOf(behaviourRule, testView(values, env), run);
  expect(rows).toEqual(rows.map(() => "bad the server itself = behaves otherwise …"));
  expect(findings.map(([reason]) => reason)).toEqual(["env-not-running"]);
  const told = findings.flatMap(([, evidence]) => evidence.differs);
  expect(told).toHaveLength(rows.length);
  return told.map((text) => String(text));
}

describe("a server that behaves otherwise", () => {
  it.each([
    ["remote", "legacy"],
    ["local", "remote"],
    ["legacy", "local"],
  ] as const)("%s by the file and %s by its handshake", (said, mode) => {
    const [told = "", ...more] = differences(deployment(said), { mode });
    expect(more).toEqual([]);
    expect(told).toMatch(new RegExp(`^mode: .*${said}.*${mode}`));
  });

  it.each([
    ["0.21.0", "0.22.0"],
    ["0.22.0v1", "0.22.01"],
  ])("%s by the image's tag and %s by itself", (tag, version) => {
    const [told = "", ...more] = differences({}, { version }, image(tag));
    expect(more).toEqual([]);
    expect(told).toMatch(new RegExp(`^version: .*${tag}.*${version}`));
  });

  it("in all ways at once", () => {
    const values = { ...deployment("remote"), ...fallback };
    const told = differences(values, { mode: "local", refusesWithoutToken: true }, image("0.1.0"));
    expect(told.map((text) => text.split(":")[0])).toEqual(["mode", "QUILT_FALLBACK_JWT", "version"]);
  });
});
