import { roomOf, rowOf } from "./test-room-table";
import { isTestFile, lineAt, readImports, resolveOwn, type SourceFile, walkNodes } from "./test-source-files";

/** Faults that stand, each with its reason. */
export const excused: Readonly<Record<string, string>> = {
  "lib/clients/aws/load-aws-sdk.ts reads process.env": "sets the one variable that silences the SDK's notice",
  "lib/clients/aws/settle-call.ts calls Date.now": "dates a request that was never sent",
};

function allows(list: readonly string[], room: string, target: string): boolean {
  return list.some((entry) => entry === room || room.startsWith(`${entry}/`) || `lib/${entry}` === target);
}

/** Imports that the table of rooms does not allow. Test files are free. */
export function findRoomFaults(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    const row = room === null ? undefined : rowOf(room);
    if (room === null || row === undefined || isTestFile(file.path)) return [];
    return readImports(file).flatMap(({ specifier, typeOnly, line }) => {
      const target = resolveOwn(file.path, specifier);
      const other = target === null ? null : roomOf(target);
      if (other === room || specifier.endsWith(".json") || specifier.endsWith(".css")) return [];
      const allowed =
        target === null
          ? (row.packages ?? []).some((pattern) => pattern.test(specifier))
          : other !== null &&
            (allows(row.values, other, target) || (typeOnly && allows(row.types ?? [], other, target)));
      return allowed
        ? []
        : [`${file.path}:${line} ${room} may not import ${typeOnly ? "the type of " : ""}${specifier}`];
    });
  });
}

const notForBrowsers =
  /^(node:.*|zod|jose|@aws-sdk\/.*|@modelcontextprotocol\/.*|graphql|commander|ipaddr\.js|tldts|yaml|dotenv)$/;

/** Chains of value imports that lead from a "use client" file to what must never reach a browser. */
export function findClientFaults(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const find = (path: string) =>
    [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`]
      .map((name) => byPath.get(name))
      .find(Boolean);
  const starts = files.filter((file) => /^\s*(\/\*[\s\S]*?\*\/\s*)?["']use client["']/.test(file.text));
  return starts.flatMap((start) => {
    const seen = new Set([start.path]);
    const waiting = [{ file: start, chain: start.path }];
    const faults: string[] = [];
    for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
      for (const { specifier, typeOnly, line } of readImports(here.file)) {
        if (typeOnly) continue;
        if (notForBrowsers.test(specifier))
          faults.push(`${here.file.path}:${line} reaches ${specifier} (${here.chain})`);
        const target = resolveOwn(here.file.path, specifier);
        const next = target === null ? undefined : find(target);
        if (next === undefined || seen.has(next.path)) continue;
        seen.add(next.path);
        waiting.push({ file: next, chain: `${here.chain} → ${next.path}` });
      }
    }
    return faults;
  });
}

/** Rooms without a clock, chance, a network or an environment of their own. */
const pureRooms = new Set([
  "token",
  "diagnosis",
  "words",
  "wire",
  "layers",
  "causes",
  "report",
  "redact",
  "clients",
  "server-env",
]);

function nameOf(text: string, range: { readonly start: number; readonly end: number }): string {
  return text.slice(range.start, range.end).replace(/\s+/g, "");
}

/** Uses of the clock, of chance, of the network, of the environment and of the console where they do not belong. */
export function findWorldFaults(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => !isTestFile(file.path) && !file.path.startsWith("e2e/"))
    .flatMap((file) => {
      const room = roomOf(file.path);
      const pure = room !== null && pureRooms.has(room.split("/")[0] ?? "");
      const readsEnvironment = file.path === "lib/settings/read-env.ts" || room === null || room === "suites";
      const faults: string[] = [];
      const fault = (start: number, what: string) => faults.push(`${file.path}:${lineAt(file.text, start)} ${what}`);
      for (const one of walkNodes(file)) {
        if (one.type === "CallExpression") {
          const callee = nameOf(file.text, one.callee);
          if (pure && /^(globalThis\.)?(fetch|Date\.now|Math\.random|performance\.now)$/.test(callee))
            fault(one.start, `calls ${callee}`);
          if (room !== "cli" && /^console\./.test(callee)) fault(one.start, `calls ${callee}`);
        }
        if (
          pure &&
          one.type === "NewExpression" &&
          one.arguments.length === 0 &&
          nameOf(file.text, one.callee) === "Date"
        ) {
          fault(one.start, "reads the clock by new Date()");
        }
        if (!readsEnvironment && one.type === "MemberExpression" && nameOf(file.text, one) === "process.env") {
          fault(one.start, "reads process.env");
        }
      }
      return faults;
    });
}

/** What reads a text: a call's step is for viewers alone, and its purpose is read by the functions of one module. */
const textReaders =
  /^(test|exec|match|matchAll|search|startsWith|endsWith|includes|indexOf|slice|split|replace|replaceAll)$/;
const readsCallText = /(^|[^\w$])(step|purpose)([^\w$(]|$)/;

/** Places that guess what a call is for from its step's words, or take its purpose apart. */
export function findCallGuesses(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => !isTestFile(path) && !path.startsWith("e2e/") && path !== "lib/diagnosis/purpose.ts")
    .flatMap((file) =>
      [...walkNodes(file)].flatMap((one) => {
        if (one.type !== "CallExpression" || one.callee.type !== "MemberExpression") return [];
        const { object, property } = one.callee;
        if (!textReaders.test(nameOf(file.text, property))) return [];
        const texts = [object, ...one.arguments].map((part) => file.text.slice(part.start, part.end));
        const guess = texts.some((text) => readsCallText.test(text) && text.length < 60);
        return guess ? [`${file.path}:${lineAt(file.text, one.start)} guesses from a step or a purpose`] : [];
      }),
    );
}
