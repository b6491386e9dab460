import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

const lockPath = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock: { packages: Record<string, LockEntry> } = JSON.parse(readFileSync(lockPath, "utf8"));

/** Where npm would find `name` for the package at `path`: its own node_modules, then each folder above. */
function findEntry(packages: Record<string, LockEntry>, path: string, name: string): LockEntry | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const entry = packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`];
    if (entry !== undefined) return entry;
    if (folder === "" || !folder.includes("node_modules/")) return undefined;
    if (!folder.includes("/node_modules/")) folder = "";
  }
}

function missingOptional(packages: Record<string, LockEntry>): string[] {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => findEntry(packages, path, name) === undefined)
      .map((name) => `${path} wants ${name}`),
  );
}

describe("package-lock.json", () => {
  it("has an entry for every optional platform package, so that npm ci works on every platform", () => {
    expect(missingOptional(lock.packages)).toEqual([]);
  });

  it("would show a platform package that a registry left out", () => {
    const packages = { "node_modules/next": { optionalDependencies: { "@next/swc-darwin-arm64": "1.0.0" } } };
    expect(missingOptional(packages)).toEqual(["node_modules/next wants @next/swc-darwin-arm64"]);
  });

  it("pins every package by integrity", () => {
    const loose = Object.entries(lock.packages).filter(([path, entry]) => path !== "" && entry.integrity === undefined);
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it("names no registry host, file or git repository", () => {
    const foreign = Object.entries(lock.packages).filter(
      ([, entry]) => entry.link === true || (entry.resolved ?? "").length > 0,
    );
    expect(foreign.map(([path]) => path)).toEqual([]);
  });
});
