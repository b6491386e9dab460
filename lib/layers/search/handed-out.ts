import { isJsonObject, type JsonObject } from "@/lib/json-object";

/** What a search handed out, whatever else is wrong with its answer. */
export interface HandedOut {
  /** Name of `me`; null where nobody is named. */
  readonly user: string | null;
  readonly hits: boolean;
}

/**
 * Reads an answer that need not be whole: GraphQL leaves out what failed and gives the rest beside its errors, and so do
 * legacy searches.
 */
export function handedOut(body: JsonObject | null): HandedOut {
  const data = isJsonObject(body?.data) ? body.data : {};
  const hits = holdsHits(body) || Object.values(data).some((set) => isJsonObject(set) && holdsHits(set.firstPage));
  return { user: isJsonObject(data.me) ? filled(data.me.name) : null, hits: hits || Object.values(data).some(counts) };
}

/** A total above none, as of packages, of which no page is asked for. */
function counts(set: unknown): boolean {
  return isJsonObject(set) && typeof set.total === "number" && set.total > 0;
}

/** A list of hits: its own, or that of Elasticsearch within. */
function holdsHits(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const hits = isJsonObject(value.hits) ? value.hits.hits : value.hits;
  return Array.isArray(hits) && hits.some(isJsonObject);
}

function filled(name: unknown): string | null {
  return typeof name === "string" && name.trim() !== "" ? name : null;
}
