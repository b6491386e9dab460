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
    "words",
    "http/address-policy",
    "token",
    "refusals",
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
  refusals: { values: ["json-object"] },
  "marked-text": { values: [] },
  token: { values: ["errors", "secret"] },
  intake: { values: ["json-object", "secret", "marked-text", "token"] },
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
  "clients/mcp": {
    values: ["json-object", "refusals"],
    types: ["http"],
    packages: [/^@modelcontextprotocol\/sdk\/types\.js$/],
  },
  "clients/registry": { values: ["join-url", "json-object", "refusals"], types: ["http"], packages: [zod] },
  causes: { values: ["diagnosis"] },
  "server-env": { values: ["errors", "secret", "token"], packages: [/^yaml$/, /^dotenv$/] },
  processes: { values: [], types: ["http", "settings"], packages: [node] },
  "layers/outputs": { values: ["diagnosis"], types: ["secret", "clients/aws", "layers/shared"] },
  "layers/shared": layer,
  "layers/*": layer,
  layers: { values: ["layers"], types: ["diagnosis"] },
  logs: { values: ["settings"], types: ["diagnosis", "wire", "http"], packages: [node, zod] },
  targets: {
    values: ["errors", "secret", "nearest-name", "marked-text", "wire", "settings", "clients/aws", "logs"],
    types: ["http", "token"],
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
      ...["nearest-name", "marked-text", "token", "diagnosis", "intake"],
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

/** The row of a room; that of all folders beside it where it has none of its own. */
export function rowOf(room: string): Row | undefined {
  return rooms[room] ?? rooms[`${room.split("/")[0]}/*`];
}
