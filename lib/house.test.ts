import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(`${root}docs/house.md`, "utf8");

function foldersOf(folder: string): readonly string[] {
  const entries = readdirSync(`${root}${folder}`, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
}

it("names every room, and none that is not there", () => {
  const named = [...page.matchAll(/^\| `((?:lib|components)\/[a-z-]+)` \|/gm)].map(([, room]) => room);
  expect([...named].sort()).toEqual([...foldersOf("lib"), ...foldersOf("components")].sort());
});

it("names only files that are there", () => {
  const paths = [...page.matchAll(/`((?:lib|components|app|scripts)\/[\w/.-]+\.ts)`/g)].map(([, path]) => path ?? "");
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect(() => readFileSync(`${root}${path}`), path).not.toThrow();
});
