import { isTestFile, lineAt, readImports, resolveOwn, type SourceFile, walkNodes } from "./test-source-files";

/** Rooms and packages that a room may import: for their values, or for their types alone. */
interface Row {
  readonly values: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly RegExp[];
}

const node = /^node:/;
const zod = /^zod$/;
const page = /^(react|react-dom|next|@tanstack\/react-query|@radix-ui\/.+|geist)(\/|$)/;

/** What a layer, and what several share, may use beside the rooms of other layers. */
const layer: Row = {
  values: [
    "diagnosis",
    "http/address-policy",
    "token",
    "clients/aws",
    "clients/mcp",
    "clients/registry",
    "secret",
    "nearest-name",
    "join-url",
    "json-object",
    "layers/shared",
    "layers/outputs",
  ],
  types: ["wire", "http", "server-env", "processes"],
  // worker_threads: a list of guessable secrets is tried beside the event loop.
  packages: [/^jose$/, /^node:(crypto|worker_threads)$/, zod, /^tldts$/],
};

const pageRow = (...values: readonly string[]): Row => ({
  values: ["token", "diagnosis", "words", ...values.map((name) => `components/${name}`)],
  packages: [page],
});

/** The table of run options is plain data, without a schema library. */
function withOptions(row: Row): Row {
  return { ...row, values: [...row.values, "wire/run-options"] };
}

/**
 * Who may import whom: the single table, in the order in which the rooms stand on each other. A room may always import
 * itself. A row such as `layers/*` is that of every folder there which has none of its own; a name without a slash
 * stands for the rooms within it, too.
 */
export const rooms: Readonly<Record<string, Row>> = {
  errors: { values: [] },
  secret: { values: [] },
  "nearest-name": { values: [] },
  "join-url": { values: [] },
  "json-object": { values: [] },
  token: { values: ["errors", "secret"] },
  diagnosis: { values: [], packages: [zod] },
  words: { values: ["diagnosis", "token"] },
  wire: { values: ["errors", "secret", "diagnosis"], types: ["token"], packages: [zod] },
  settings: { values: ["errors"], packages: [node, zod] },
  http: { values: ["errors"], types: ["diagnosis"], packages: [node, /^ipaddr\.js$/] },
  redact: { values: ["secret", "diagnosis"], packages: [node] },
  "clients/aws": {
    values: ["errors"],
    types: ["http"],
    packages: [/^@aws-sdk\//, /^@smithy\//, /^node:(net|stream)$/],
  },
  "clients/mcp": { values: ["json-object"], types: ["http"], packages: [/^@modelcontextprotocol\/sdk\/types\.js$/] },
  "clients/registry": { values: ["join-url", "json-object"], types: ["http"], packages: [zod] },
  causes: { values: ["diagnosis"] },
  "server-env": { values: ["errors", "secret", "token"], packages: [/^yaml$/, /^dotenv$/] },
  processes: { values: [], types: ["http", "settings"], packages: [node] },
  "layers/outputs": { values: ["diagnosis"], types: ["secret", "clients/aws", "layers/shared"] },
  "layers/shared": layer,
  "layers/*": layer,
  layers: { values: ["layers"], types: ["diagnosis"] },
  logs: { values: ["settings"], types: ["diagnosis", "wire", "http"], packages: [node, zod] },
  targets: {
    values: ["errors", "secret", "nearest-name", "wire", "settings", "clients/aws", "logs"],
    types: ["http"],
    packages: [node, zod],
  },
  custody: { values: ["errors", "secret", "settings"], types: ["token", "diagnosis", "wire"], packages: [node] },
  run: {
    values: [
      ...["errors", "secret", "token", "diagnosis", "http", "redact", "causes", "layers", "server-env"],
      ...["processes", "targets", "custody", "logs", "settings", "join-url", "wire", "nearest-name"],
    ],
    packages: [node],
  },
  report: { values: ["diagnosis", "words"], packages: [zod] },
  "lab/stack": { values: [], types: ["diagnosis", "wire"], packages: [/^jose$/, node] },
  "lab/servers": { values: ["lab/stack"], packages: [/^graphql$/, node] },
  "lab/scenarios": { values: ["lab/stack", "lab/servers"], types: ["diagnosis"] },
  lab: { values: ["errors", "wire", "lab/stack", "lab/servers", "lab/scenarios"], packages: [node] },
  "lab/run": { values: ["errors", "secret", "run", "targets", "diagnosis", "lab", "wire"] },
  server: {
    values: ["run", "redact", "targets", "custody", "settings", "errors", "wire", "report", "lab", "secret", "token"],
    types: ["diagnosis"],
    packages: [node, zod, /^next\//],
  },
  cli: {
    values: [
      ...["run", "redact", "targets", "custody", "settings", "report", "words", "wire", "lab", "errors", "secret"],
      ...["nearest-name", "token", "diagnosis"],
    ],
    packages: [node, /^commander$/],
  },
  "components/ui": pageRow(),
  "components/data": withOptions(pageRow("ui")),
  "components/layer": pageRow("ui", "data"),
  "components/run": {
    ...pageRow("ui", "data", "layer"),
    values: [...pageRow("ui", "data", "layer").values, "wire/event-stream", "wire/run-options"],
  },
  "components/target": pageRow("ui", "data"),
  "components/lab": pageRow("ui", "data"),
  "components/intake": withOptions(pageRow("ui", "data", "run", "target", "lab")),
  "components/shell": pageRow("ui", "data", "run", "target", "lab"),
  "components/page": pageRow("ui", "data", "layer", "run", "target", "lab", "intake", "shell"),
  app: {
    values: ["server", "components", "report", "wire", "words", "errors", "token", "diagnosis"],
    packages: [page],
  },
  // Suites that hold the whole engine to its promises; nothing imports them.
  suites: {
    values: [
      "errors",
      "secret",
      "token",
      "diagnosis",
      "wire",
      "http",
      "redact",
      "logs",
      "run",
      "lab",
      "layers",
      "targets",
      "report",
    ],
    packages: [node, zod, /^esbuild$/],
  },
  e2e: {
    values: ["lab", "run/layer-words"],
    types: ["diagnosis", "wire", "components"],
    packages: [node, /^@playwright\/test$/, /^@axe-core\/playwright$/],
  },
};

/**
 * `lib/token/x.ts` is of room `token`, `lib/errors.ts` of `errors`, `lib/clients/aws/x.ts` of `clients/aws`; null for
 * what belongs to no room.
 */
export function roomOf(path: string): string | null {
  const parts = path.split("/");
  const inner = parts[0] === "lib" ? parts.slice(1) : parts;
  const [first = "", second = ""] = inner.map((part) => part.replace(/\.tsx?$/, ""));
  const nested = `${first}/${second}`;
  if (Object.hasOwn(rooms, nested) || (Object.hasOwn(rooms, `${first}/*`) && inner.length > 2)) return nested;
  return Object.hasOwn(rooms, first) ? first : null;
}

function rowOf(room: string): Row | undefined {
  return rooms[room] ?? rooms[`${room.split("/")[0]}/*`];
}

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
