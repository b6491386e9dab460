/** What is known of a range of quilt-mcp versions. */
export interface KnownVersions {
  /** First and last version, both included. */
  readonly from: string;
  readonly to: string;
  /** Who verifies the token: the server itself, nobody in the server (the registry does), or there is no token at all. */
  readonly verifies: "itself" | "passes-on" | "no-token";
  /** The token it wants and where its AWS credentials come from. */
  readonly mode: string;
  /** Defects of this range that a run may meet. */
  readonly defects: readonly string[];
}

const NO_IDENTITY = "bucket_list and search cannot work with a role token: it carries no catalog identity";
const ISSUER_TRAP =
  "with MCP_JWT_ISSUER or MCP_JWT_AUDIENCE set, no token can pass: it then requires iss and aud, which it refuses as unsupported";
const SHARED_SECRET =
  "needs the registry's own signing secret, which only the registry has: a token that passes here fails at the registry";
const PASS_ON = [
  "any non-empty bearer gets through the handshake: judge by tools, never by initialize or tools/list",
  "search_catalog without a bucket answers success with 0 results and makes no upstream call; so does count_only",
  "S3 tools need a three-part token: an API key lists buckets but gets 'JWT authentication required' there",
  "initialize says version 0.5.6 whatever runs; /health says the true one",
] as const;

/** quilt-mcp by version (quilt-mcp-server's tags; run: 0.21.0 and 0.22.0). */
export const knownVersions: readonly KnownVersions[] = [
  {
    from: "0.8.0",
    to: "0.9.2",
    verifies: "itself",
    mode: "checks an enhanced JWT (HS256) and takes AWS credentials or a role from its claims",
    defects: ["falls back to a secret that is published: anyone can sign a token for it"],
  },
  {
    from: "0.9.3",
    to: "0.9.5",
    verifies: "no-token",
    mode: "does not use JWTs at all: its own quilt3 or IAM session answers",
    defects: [],
  },
  {
    from: "0.10.0",
    to: "0.10.99",
    verifies: "itself",
    mode: "checks a role JWT (HS256) and assumes its role",
    defects: [NO_IDENTITY, "external_id in the token is ignored"],
  },
  {
    from: "0.11.0",
    to: "0.12.99",
    verifies: "itself",
    mode: "checks a hybrid JWT (HS256, issuer and audience) and assumes its role",
    defects: [
      "the catalog token inside is never used to log in, so search finds nothing",
      "its platform backend is a stub",
    ],
  },
  {
    from: "0.13.0",
    to: "0.13.99",
    verifies: "itself",
    mode: "checks any JWT (HS256, issuer and audience) and passes it on to GraphQL",
    defects: [
      "S3 tools always fail: it does not exchange tokens for AWS credentials",
      "a plain catalog token lacks the issuer and audience that it requires",
    ],
  },
  {
    from: "0.14.0",
    to: "0.14.0",
    verifies: "itself",
    mode: "checks a catalog JWT of exactly id, uuid and exp (HS256)",
    defects: ["S3 tools always fail: it does not exchange tokens for AWS credentials", ISSUER_TRAP, SHARED_SECRET],
  },
  {
    from: "0.14.1",
    to: "0.14.99",
    verifies: "itself",
    mode: "checks a catalog JWT of exactly id, uuid and exp (HS256) and exchanges it at the registry",
    defects: [ISSUER_TRAP, SHARED_SECRET],
  },
  {
    from: "0.15.0",
    to: "0.15.99",
    verifies: "passes-on",
    mode: "accepts any bearer and passes it on; requires MCP_JWT_SECRET at start but does not use it",
    defects: [...PASS_ON],
  },
  {
    from: "0.16.0",
    to: "0.16.99",
    verifies: "passes-on",
    mode: "accepts any bearer and passes it on; with MCP_JWT_SECRET it can make a token of its own (id secret-user)",
    defects: [...PASS_ON],
  },
  {
    from: "0.17.0",
    to: "0.22.99",
    verifies: "passes-on",
    mode: "accepts any non-empty bearer and passes it on to the registry; 401 only without one",
    defects: [...PASS_ON, "QUILT_FALLBACK_JWT, if set, is used for callers without a token"],
  },
];

function parts(version: string): readonly number[] | null {
  const match = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[.+-].*)?$/.exec(version);
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Whether a version lies in a range, both ends included and open where left out; null for what is no version. */
export function isVersionWithin(version: string, { from, to }: { from?: string; to?: string }): boolean | null {
  const wanted = parts(version);
  if (wanted === null) return null;
  const [first, last] = [parts(from ?? ""), parts(to ?? "")];
  return (first === null || compare(wanted, first) >= 0) && (last === null || compare(wanted, last) <= 0);
}

/** What is known of a version of quilt-mcp; null of one that nobody has looked at. */
export function findKnownVersion(version: string): KnownVersions | null {
  return knownVersions.find((range) => isVersionWithin(version, range)) ?? null;
}
