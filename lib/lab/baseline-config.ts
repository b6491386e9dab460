import { plainIam } from "./iam-config";
import type { McpConfig, RegistryConfig, S3Config, StackConfig, StsConfig } from "./stack-config";
import { catalogToken } from "./token-spec";

const REGION = "us-east-1";

const registry: RegistryConfig = {
  clockOffsetS: 0,
  signsWith: "own",
  user: "active",
  tokenRevoked: false,
  otherUser: null,
  takesIssuerTokens: false,
  looksTokensUp: false,
  unguarded: [],
  badTokenIs: "refused",
  ignoresExpiry: false,
  takesUnsigned: false,
  skipsSignatures: false,
  ignoresTokens: false,
  bucketIsOpen: false,
  schema: "new",
  searchOutcome: "hits",
  secureSearch: false,
  indexedAt: "2026-03-01T08:30:00Z",
  packagesIndexed: true,
  userIsAdmin: false,
  alsoLists: [],
  vends: {
    prefix: "ASIA",
    statedLifeS: 3600,
    trueLifeS: 3600,
    expirationForm: "z",
    omit: [],
    differs: "nothing",
    role: { kind: "role", partition: "aws", account: "own", path: "/quilt/", name: "LabReadRole" },
  },
};

const sts: StsConfig = { clockOffsetS: 0, verifies: true, knowsKeys: true, refuses: null };

const s3: S3Config = {
  clockOffsetS: 0,
  verifies: true,
  knowsKeys: true,
  secretsDiffer: false,
  refuses: null,
  bucketRegion: REGION,
  wrongRegionAnswer: "PermanentRedirect",
  bucketIsPublic: false,
  allowedPrefixes: null,
  denial: "because no identity-based policy allows the s3:ListBucket action",
  objects: "few",
  answersOtherName: false,
  others: [],
};

const mcp: McpConfig = {
  kind: "remote",
  version: "0.22.0",
  validation: { secret: "registry", claims: "catalog-only" },
  withoutToken: "refused",
  losesAuthorization: false,
  registry: { at: "registry" },
  catalog: { at: "catalog" },
  signsAs: "caller",
  ownCredentials: "absent",
  exchange: "registry",
  withoutCredentials: "fails",
  knowsRegion: true,
  hops: "work",
  hopMs: 0,
  handshake: "right",
  withoutTools: [],
  searchesEveryBucket: false,
  schemas: "current",
  mixesUsers: false,
  chatty: false,
};

/** A private stack on which nothing is wrong: a catalog token that passes every layer. */
export function baselineConfig(): StackConfig {
  return {
    token: catalogToken(),
    catalog: {
      registryUrl: { at: "registry" },
      alwaysRequiresAuth: true,
      stackVersion: "1.70.0",
      region: REGION,
    },
    registry,
    sts,
    iam: plainIam,
    s3,
    keys: { publishes: "signing-key" },
    mcp,
    faults: [],
    target: {
      catalogUrl: { at: "catalog" },
      registryUrl: null,
      stsEndpoint: { at: "sts" },
      s3Endpoint: { at: "s3" },
      jwksUrl: null,
      mcpUrl: { at: "mcp", path: "/mcp" },
      mcpCalls: [],
      mcpCommand: null,
      region: REGION,
      bucket: "own",
      prefix: "raw/",
      searchApi: "graphql",
      query: "README.md",
      exchange: null,
      subject: null,
      expectRole: true,
      expectIssuer: null,
      expectAudience: null,
    },
    options: {
      lapsedToken: false,
      otherToken: false,
      referenceToken: false,
      serverEnv: null,
      signatureKey: "registry",
    },
  };
}
