/** What a `WWW-Authenticate: Bearer` challenge says (RFC 6750 §3, RFC 9728 §5.1). */
export interface BearerChallenge {
  readonly error: string | null;
  readonly description: string | null;
  readonly scope: string | null;
  /** URL of the protected resource metadata as written: data, which is not fetched unless its origin is allowed. */
  readonly resourceMetadata: string | null;
}

const PARAMETER = /([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;

/** Reads the bearer challenge of a header; null when it holds none. */
export function readChallenge(header: string | undefined): BearerChallenge | null {
  const start = /(?:^|,\s*)Bearer(?=\s|,|$)/i.exec(header ?? "");
  if (header === undefined || start === null) return null;
  const found = new Map<string, string>();
  for (const [, name = "", quoted, plain = ""] of header.slice(start.index).slice(0, 4_000).matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, (quoted?.replaceAll(/\\(.)/g, "$1") ?? plain).slice(0, 300));
  }
  return {
    error: found.get("error") ?? null,
    description: found.get("error_description") ?? null,
    scope: found.get("scope") ?? null,
    resourceMetadata: found.get("resource_metadata") ?? null,
  };
}
