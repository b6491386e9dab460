import { posix } from "node:path";
import { expect, it } from "vitest";
import { isTestFile, readSourceFiles } from "./test-source-files";

const files = readSourceFiles().filter(({ path }) => /^(lib|components)\//.test(path) && !isTestFile(path));

/** Names that several places share, with the places. */
function sharedNames(found: readonly (readonly [name: string, path: string])[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const [name, path] of found) places.set(name, [...(places.get(name) ?? []), path]);
  return [...places].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(", ")}`);
}

/** Exported functions and classes by name. */
function exportsOf({ path, text }: (typeof files)[number]): readonly (readonly [string, string])[] {
  const declared = text.matchAll(/^export (?:async )?(?:function\*?|class) (\w+)/gm);
  return [...declared].map(([, name = ""]) => [name, path] as const);
}

it("gives every file a name of its own", () => {
  const named = files.map(({ path }) => [posix.basename(path), path] as const);
  expect(sharedNames(named.filter(([name]) => name !== "index.ts"))).toEqual([]);
});

it("gives every exported function and class a name of its own", () => {
  expect(sharedNames(files.flatMap(exportsOf))).toEqual([]);
});

it("would show two of one name", () => {
  const twice = [
    { path: "lib/a.ts", text: "export function read() {}" },
    { path: "lib/b.ts", text: "export async function read() {}" },
  ];
  expect(sharedNames(twice.flatMap(exportsOf))).toEqual(["read: lib/a.ts, lib/b.ts"]);
});
