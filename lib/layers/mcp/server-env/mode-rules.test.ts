import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { fileMode, isPlatform, modeRule, transportRule } from "./mode-rules";
import { elsewhere, sightOf, testView, type Values } from "./test-env";

type Flags = ServerEnvironment["flags"];
const deployment = (word: string): Flags => ({ deployment: new Secret(word) });
const backend = (word: string): Flags => ({ backend: new Secret(word) });
const multi = "QUILT_MULTIUSER_MODE";

describe("the mode that a file asks for", () => {
  it.each<[string, Values, Flags, ReturnType<typeof fileMode>]>([
    ["nothing", {}, {}, null],
    ["a variable", { QUILT_DEPLOYMENT: "local" }, {}, { mode: "local", by: "QUILT_DEPLOYMENT", says: "local" }],
    [
      "a flag before a variable",
      { QUILT_DEPLOYMENT: "local" },
      deployment("Remote"),
      { mode: "remote", by: "--deployment", says: "remote" },
    ],
    [
      "a flag that a shell fills in",
      { QUILT_DEPLOYMENT: "local" },
      deployment("$MODE"),
      { mode: "unknown", by: "--deployment", says: elsewhere },
    ],
    [
      "a flag of no meaning",
      {},
      deployment("cloudy"),
      { mode: "invalid", by: "--deployment", says: "set, 6 characters" },
    ],
    [
      "a variable of no meaning",
      { QUILT_DEPLOYMENT: "x" },
      {},
      { mode: "invalid", by: "QUILT_DEPLOYMENT", says: "set, 1 character" },
    ],
    [
      "a variable that is filled in, before what older versions read",
      { QUILT_DEPLOYMENT: null, [multi]: "false" },
      backend("quilt3"),
      { mode: "unknown", by: "QUILT_DEPLOYMENT", says: elsewhere },
    ],
    [
      "a variable before the backend",
      { QUILT_DEPLOYMENT: "remote" },
      backend("quilt3"),
      { mode: "remote", by: "QUILT_DEPLOYMENT", says: "remote" },
    ],
    ["the backend quilt3", { [multi]: "true" }, backend("quilt3"), { mode: "legacy", by: "--backend", says: "quilt3" }],
    [
      "the backend platform",
      { [multi]: "false" },
      backend("platform"),
      { mode: "platform", by: "--backend", says: "platform" },
    ],
    ["another backend", { [multi]: "false" }, backend("other"), { mode: "legacy", by: multi, says: "false" }],
    ["many users", { [multi]: "yes" }, {}, { mode: "platform", by: multi, says: "true" }],
    ["one user", { [multi]: "0" }, {}, { mode: "legacy", by: multi, says: "false" }],
    ["users by no word that is known", { [multi]: "many" }, {}, null],
    ["users, filled in", { [multi]: null }, {}, null],
  ])("%s", (_, values, flags, expected) => {
    expect(fileMode(testView(values, { flags }))).toEqual(expected);
  });

  it.each([
    ["remote", true],
    ["local", true],
    ["platform", true],
    ["legacy", false],
    ["invalid", false],
    ["unknown", false],
  ] as const)("%s needs the platform: %s", (mode, expected) => {
    expect(isPlatform({ mode, by: "", says: "" })).toBe(expected);
  });
});

describe("what is said of the mode", () => {
  it.each<[string, Values, Flags, readonly string[], readonly unknown[]]>([
    ["none", {}, {}, [], []],
    ["remote", { QUILT_DEPLOYMENT: "remote" }, {}, ["good QUILT_DEPLOYMENT = remote …"], []],
    ["local", { QUILT_DEPLOYMENT: "local" }, {}, ["good QUILT_DEPLOYMENT = local …"], []],
    ["platform", {}, backend("platform"), ["good --backend = platform …"], []],
    [
      "legacy",
      {},
      deployment("legacy"),
      ["bad --deployment = legacy …"],
      [["env-legacy-mode", { setting: "--deployment", says: "legacy" }]],
    ],
    [
      "no mode that exists",
      { QUILT_DEPLOYMENT: "stateless" },
      {},
      ["bad QUILT_DEPLOYMENT = set, 9 characters …"],
      [["env-invalid-mode", { setting: "QUILT_DEPLOYMENT", says: "set, 9 characters" }]],
    ],
    ["filled in", { QUILT_DEPLOYMENT: null }, {}, [`unknown QUILT_DEPLOYMENT = ${elsewhere} …`], []],
  ])("%s", (_, values, flags, rows, findings) => {
    expect(sightOf(modeRule, testView(values, { flags }))).toEqual({ rows, findings });
  });
});

describe("what is said of the transport", () => {
  const name = "FASTMCP_TRANSPORT";
  it.each<[string, Values, readonly string[], readonly unknown[]]>([
    ["none, and no mode", {}, [], []],
    ["none, in a mode that talks over http", { QUILT_DEPLOYMENT: "remote" }, [], []],
    ["none, in local mode", { QUILT_DEPLOYMENT: "local" }, [`note ${name} = not set …`], []],
    ["none, in legacy mode", { QUILT_DEPLOYMENT: "legacy" }, [`note ${name} = not set …`], []],
    ["filled in", { QUILT_DEPLOYMENT: "local", [name]: null }, [`unknown ${name} = ${elsewhere}`], []],
    ["http", { QUILT_DEPLOYMENT: "local", [name]: "HTTP" }, [`good ${name} = http`], []],
    ["sse", { [name]: "sse" }, [`good ${name} = sse`], []],
    ["streamable-http", { [name]: "streamable-http" }, [`good ${name} = streamable-http`], []],
    ["stdio", { [name]: "stdio" }, [`bad ${name} = stdio …`], []],
    [
      "none that exists",
      { [name]: "grpc" },
      [`bad ${name} = set, 4 characters …`],
      [["env-invalid-mode", { setting: name, says: "set, 4 characters" }]],
    ],
  ])("%s", (_, values, rows, findings) => {
    expect(sightOf(transportRule, testView(values))).toEqual({ rows, findings });
  });
});
