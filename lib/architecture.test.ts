import { describe, expect, it } from "vitest";
import { excused, findCallGuesses, findClientFaults, findRoomFaults, findWorldFaults } from "./test-architecture-rules";
import { findCircles, findRoomCircles } from "./test-import-circles";
import { roomOf, rooms } from "./test-room-table";
import { isTestFile, readSourceFiles } from "./test-source-files";

const files = readSourceFiles();
/** The faults that nothing excuses. */
function standing(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !Object.hasOwn(excused, fault.replace(/:\d+ /, " ")));
}
const isUnder = (path: string, name: string) => path.startsWith(`${name}/`) || path.startsWith(`${name}.ts`);
const file = (path: string, text: string) => ({ path, text });

describe("the rooms", () => {
  it("import only what the table allows", () => {
    expect(standing(findRoomFaults(files))).toEqual([]);
  });

  it("all have a row: no folder under lib or components stands outside the table", () => {
    const strays = files.filter((one) => /^(lib|components)\/[^/]+\//.test(one.path) && roomOf(one.path) === null);
    expect(strays.map((one) => one.path)).toEqual([]);
  });

  it("are named in the table by rooms that exist", () => {
    const named = Object.values(rooms).flatMap((row) => [...row.values, ...(row.types ?? [])]);
    const exists = (name: string) =>
      files.some(({ path }) => ["lib/", ""].some((start) => isUnder(path, start + name)));
    expect(named.filter((name) => !exists(name))).toEqual([]);
  });

  it.each([
    ["lib/token/x.ts", 'import { a } from "@/lib/http/a";', "lib/token/x.ts:1 token may not import @/lib/http/a"],
    ["lib/token/x.ts", '\nimport fs from "node:fs";', "lib/token/x.ts:2 token may not import node:fs"],
    [
      "lib/layers/mcp/x.ts",
      'import { a } from "../../http/a";',
      "lib/layers/mcp/x.ts:1 layers/mcp may not import ../../http/a",
    ],
    ["lib/layers/mcp/x.ts", 'import { a } from "../s3/a";', "lib/layers/mcp/x.ts:1 layers/mcp may not import ../s3/a"],
    ["lib/run/x.ts", 'import { a } from "@/lib/lab/run/a";', "lib/run/x.ts:1 run may not import @/lib/lab/run/a"],
    ["lib/cli/x.ts", 'import { layers } from "@/lib/layers";', "lib/cli/x.ts:1 cli may not import @/lib/layers"],
    [
      "lib/server/x.ts",
      'import { layers } from "@/lib/layers/index";',
      "lib/server/x.ts:1 server may not import @/lib/layers/index",
    ],
    [
      "app/x.ts",
      'import type { A } from "@/lib/layers/shared/a";',
      "app/x.ts:1 app may not import the type of @/lib/layers/shared/a",
    ],
    ["lib/wire/x.ts", 'export { a } from "@/lib/token/a";', "lib/wire/x.ts:1 wire may not import @/lib/token/a"],
    [
      "components/ui/x.tsx",
      'const a = await import("@/lib/run/a");',
      "components/ui/x.tsx:1 components/ui may not import @/lib/run/a",
    ],
    [
      "lib/diagnosis/x.ts",
      'import type { A } from "@/lib/layers/a";',
      "lib/diagnosis/x.ts:1 diagnosis may not import the type of @/lib/layers/a",
    ],
  ])("would show %s with %s", (path, text, fault) => {
    expect(findRoomFaults([file(path, text)])).toEqual([fault]);
  });

  it.each([
    ["lib/layers/mcp/x.ts", 'import type { A } from "@/lib/http/a";'],
    ["components/run/x.tsx", 'import { decodeEvents } from "@/lib/wire/event-stream";'],
    ["lib/token/x.test.ts", 'import fs from "node:fs";'],
  ])("lets %s have %s", (path, text) => {
    expect(findRoomFaults([file(path, text)])).toEqual([]);
  });
});

it("excuses only what still needs it", () => {
  const all = [...findRoomFaults(files), ...findWorldFaults(files)].map((fault) => fault.replace(/:\d+ /, " "));
  expect(Object.keys(excused).filter((fault) => !all.includes(fault))).toEqual([]);
});

describe("imports", () => {
  it("go in no circle, not even for types alone", () => {
    expect(findCircles(files)).toEqual([]);
  });

  it("go in no circle between the rooms of the lab", () => {
    const ofLab = (path: string) => (path.startsWith("lib/lab/") ? roomOf(path) : null);
    expect(new Set(files.map(({ path }) => ofLab(path))).size).toBeGreaterThan(4);
    const own = files.filter(({ path }) => !isTestFile(path));
    expect(findRoomCircles(own, ofLab)).toEqual([]);
  });

  it("would show a circle, through types and through an index, once", () => {
    const circle = [
      file("lib/a.ts", 'import { b } from "./b";\nimport { d } from "@/lib/d";'),
      file("lib/b/index.ts", 'import type { C } from "../c";'),
      file("lib/c.ts", 'import { a } from "./a";'),
      file("lib/d.ts", 'import { b } from "./b";'),
    ];
    expect(findCircles(circle)).toEqual(["lib/a.ts → lib/b/index.ts → lib/c.ts → lib/a.ts"]);
    expect(findCircles(circle.slice(1))).toEqual([]);
    expect(findCircles([file("lib/e.ts", 'export { e } from "./e";')])).toEqual(["lib/e.ts → lib/e.ts"]);
  });

  it("would show rooms that import each other, where no two files do", () => {
    const rooms = [
      file("x/a.ts", 'import { b } from "../y/b";'),
      file("y/b.ts", "export const b = 1;"),
      file("y/c.ts", 'import { d } from "../x/d";'),
      file("x/d.ts", "export const d = 1;"),
    ];
    expect(findCircles(rooms)).toEqual([]);
    expect(findRoomCircles(rooms, (path) => path.split("/")[0] ?? null)).toEqual(["x → y → x"]);
  });
});

describe("the browser's files", () => {
  it("are found, and never reach Node, schemas, cryptography or the AWS SDK", () => {
    expect(files.some((one) => one.text.startsWith('"use client"'))).toBe(true);
    expect(findClientFaults(files)).toEqual([]);
  });

  it("would show a leak through another file", () => {
    const leak = [
      file("components/a.tsx", '"use client";\nimport { b } from "./b";'),
      file("components/b.ts", 'import { c } from "@/lib/token/c";'),
      file("lib/token/c.ts", 'import { z } from "zod";'),
    ];
    expect(findClientFaults(leak)).toEqual([
      "lib/token/c.ts:1 reaches zod (components/a.tsx → components/b.ts → lib/token/c.ts)",
    ]);
  });

  it("may use types of anything", () => {
    expect(findClientFaults([file("components/a.tsx", '"use client";\nimport type { z } from "zod";')])).toEqual([]);
  });
});

describe("the world", () => {
  it("is reached only where it belongs", () => {
    expect(standing(findWorldFaults(files))).toEqual([]);
  });

  it.each([
    ["lib/token/x.ts", "const a = Date.now();", "calls Date.now"],
    ["lib/wire/x.ts", "const a = new Date();", "reads the clock by new Date()"],
    ["lib/layers/x.ts", "const a = await fetch(url);", "calls fetch"],
    ["lib/causes/x.ts", "const a = Math.random();", "calls Math.random"],
    ["lib/clients/aws/x.ts", "const a = process.env.HOME;", "reads process.env"],
    ["lib/run/x.ts", "const { HOME } = process.env;", "reads process.env"],
    ["app/page.tsx", "console.log(1);", "calls console.log"],
  ])("would show %s with %s", (path, text, what) => {
    expect(findWorldFaults([file(path, text)])).toEqual([`${path}:1 ${what}`]);
  });

  it.each([
    ["lib/token/x.ts", "const a = new Date(0); // Date.now()"],
    ["lib/settings/read-env.ts", "export const e = process.env;"],
    ["lib/cli/x.ts", "console.log(1);"],
  ])("lets %s have %s", (path, text) => {
    expect(findWorldFaults([file(path, text)])).toEqual([]);
  });
});

describe("what a call is for", () => {
  it("is read from its purpose, by one module, and never from the words of its step", () => {
    expect(findCallGuesses(files)).toEqual([]);
  });

  it.each([
    "/^tools/.exec(step ?? '')",
    "COMPARISON.test(exchange.step)",
    "step?.startsWith('scope ')",
    "exchange.purpose.slice(8)",
    "purpose.startsWith('control:')",
    "one.step.split(' ')",
  ])("would show %s", (text) => {
    expect(findCallGuesses([file("components/layer/x.ts", `const a = ${text};`)])).toEqual([
      "components/layer/x.ts:1 guesses from a step or a purpose",
    ]);
  });

  it.each([
    "steps.find((one) => one.step === step)",
    "controlNameOf(purpose)",
    "send(step, request)",
    "text.slice(at)",
  ])("lets pass %s", (text) => {
    expect(findCallGuesses([file("components/layer/x.ts", `const a = ${text};`)])).toEqual([]);
  });
});
