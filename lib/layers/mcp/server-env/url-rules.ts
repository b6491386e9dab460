import { GRAPHQL_PATH } from "@/lib/clients/registry/registry-request";
import { joinUrl, withoutTrailingSlashes } from "@/lib/join-url";
import { type EnvRule, type EnvSight, type ObservedRun, row } from "./env-rule";
import type { FileView } from "./file-view";
import { fileMode, isPlatform } from "./mode-rules";
import { readUrl, showSaid } from "./shown-value";

interface Comparison {
  readonly name: string;
  /** What this run goes to; null where the run does not know one. */
  readonly wanted: (run: ObservedRun) => string | null;
  readonly required: boolean;
}

const comparisons: readonly Comparison[] = [
  { name: "QUILT_CATALOG_URL", wanted: (run) => run.catalogUrl, required: true },
  { name: "QUILT_REGISTRY_URL", wanted: (run) => run.registryUrl, required: true },
  {
    name: "QUILT_GRAPHQL_ENDPOINT",
    wanted: (run) => (run.registryUrl === null ? null : joinUrl(run.registryUrl, GRAPHQL_PATH)),
    required: false,
  },
];

/** Equal as requests go: scheme, host and path, whatever the slash at the end. */
function isSame(a: URL, b: URL): boolean {
  return a.origin === b.origin && withoutTrailingSlashes(a.pathname) === withoutTrailingSlashes(b.pathname);
}

/** Registry, catalog and GraphQL endpoint, beside those of this run. */
export const urlRule: EnvRule = (file, run) => {
  const sights = comparisons.map((one) => compare(file, run, one));
  const elsewhere = sights.flatMap(({ other }) => (other === null ? [] : [other]));
  const missing = sights.flatMap(({ lacks }) => (lacks === null ? [] : [lacks]));
  return {
    rows: sights.flatMap(({ rows }) => rows),
    findings: [
      ...(elsewhere.length === 0
        ? []
        : [
            {
              reason: "env-other-registry",
              evidence: { settings: elsewhere, registry: run.registryUrl ?? "not known" },
            },
          ]),
      ...(missing.length === 0
        ? []
        : [{ reason: "env-missing-url", evidence: { missing, mode: fileMode(file)?.mode ?? null } }]),
    ],
  };
};

type Compared = Pick<EnvSight, "rows"> & { readonly other: string | null; readonly lacks: string | null };

function compare(file: FileView, run: ObservedRun, { name, wanted, required }: Comparison): Compared {
  const said = file.say(name);
  const shown = showSaid(said, "url");
  const only = (rows: EnvSight["rows"]): Compared => ({ rows, other: null, lacks: null });
  if (said.is === "unknown") return only([row("unknown", name, shown, "cannot be compared")]);
  if (said.is === "absent") {
    const mode = fileMode(file);
    if (!required || mode === null || !isPlatform(mode)) return only([]);
    if (file.isOpen) return only([row("unknown", name, shown, "another file may set it")]);
    return { rows: [row("bad", name, shown, "without it quilt-mcp does not start")], other: null, lacks: name };
  }
  const url = readUrl(said.text);
  if (url === null)
    return { rows: [row("bad", name, shown, "is not an http(s) URL")], other: `${name}: not a URL`, lacks: null };
  const [theirs, catalog] = [wanted(run), run.catalogUrl].map((text) => (text === null ? null : readUrl(text)));
  if (catalog && url.origin === catalog.origin && theirs?.origin !== catalog.origin) {
    const means = "is the catalog's: it answers API calls with a page";
    return { rows: [row("bad", name, shown, means)], other: `${name}: the catalog's`, lacks: null };
  }
  if (!theirs) return only([row("note", name, shown, "this run has none to compare it with")]);
  if (isSame(url, theirs)) return only([row("good", name, shown, "is this run's")]);
  const host = isInside(url.hostname) ? " (a name inside the server's network may be the same host)" : "";
  return { rows: [row("bad", name, shown, `is not this run's${host}`)], other: `${name}: ${shown}`, lacks: null };
}

/** Names that only the server's own network resolves. */
function isInside(host: string): boolean {
  return !host.includes(".") || /\.(internal|local|svc|docker)$/.test(host);
}
