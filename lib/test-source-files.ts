import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { type Node, parseSync } from "oxc-parser";

/** A source file as the rules see it. */
export interface SourceFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written: "@/lib/errors", "./file", "node:fs". */
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** Every TypeScript file of the application, tests included. */
export function readSourceFiles(): readonly SourceFile[] {
  const folders = ["lib", "components", "app", "e2e"];
  const nested = folders.flatMap((folder) => {
    const entries = readdirSync(root, { withFileTypes: true }).some((entry) => entry.name === folder)
      ? readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
      : [];
    return entries.map((entry) => `${folder}/${entry.replaceAll("\\", "/")}`);
  });
  const top = ["instrumentation.ts", "proxy.ts"].filter((name) => readdirSync(root).includes(name));
  return [...nested, ...top]
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, "utf8") }));
}

/** Helpers of tests whose name does not say so. */
const testHelpers: ReadonlySet<string> = new Set(["lib/lab/run/diagnose-stack.ts"]);

export function isTestFile(path: string): boolean {
  if (testHelpers.has(path)) return true;
  return /\.(test|spec|contract)\.tsx?$/.test(path) || /\/test-[^/]+\.tsx?$/.test(path);
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Imports, re-exports and dynamic imports with a literal name. */
export function readImports({ path, text }: SourceFile): readonly Import[] {
  const { module } = parseSync(path, text);
  const named = module.staticImports.map((one) => ({
    specifier: one.moduleRequest.value,
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
    line: lineAt(text, one.start),
  }));
  const passedOn = module.staticExports.flatMap((one) =>
    one.entries.flatMap((entry) =>
      entry.moduleRequest === null
        ? []
        : [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType, line: lineAt(text, one.start) }],
    ),
  );
  const dynamic = module.dynamicImports.flatMap((one) => {
    const literal = /^["'`]([^"'`$]+)["'`]$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end));
    const specifier = literal?.[1];
    return specifier === undefined ? [] : [{ specifier, typeOnly: false, line: lineAt(text, one.start) }];
  });
  return [...named, ...passedOn, ...dynamic];
}

/** The repository path, without extension, that an import of our own leads to; null for a package. */
export function resolveOwn(from: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return posix.normalize(specifier.slice(2));
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : null;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value: unknown) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Every node of a file's syntax tree. */
export function* walkNodes(file: SourceFile): Generator<Node> {
  const waiting: Node[] = [parseSync(file.path, file.text).program];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    waiting.push(...childrenOf(node));
  }
}
