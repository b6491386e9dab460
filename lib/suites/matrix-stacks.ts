import { baselineConfig } from "@/lib/lab/baseline-config";
import { jsonAnswer, plainAnswer, stsErrorAnswer } from "@/lib/lab/scenarios/fault-actions";
import {
  withCatalog,
  withFault,
  withMcp,
  withRegistry,
  withS3,
  withSubject,
  withToken,
} from "@/lib/lab/stack/config-changes";
import type { FaultAction, FaultScope } from "@/lib/lab/stack/fault-rules";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { catalogTokenSpec, lapsed } from "@/lib/lab/stack/token-spec";
import { accessOfRow, type MatrixLayer, type MatrixRow, type StackKind, type TokenState } from "./access-matrix";

const kinds: Readonly<Record<StackKind, (config: StackConfig) => StackConfig>> = {
  public: (config) =>
    withMcp(
      withS3(withRegistry(withCatalog(config, { alwaysRequiresAuth: false }), { bucketIsOpen: true }), {
        bucketIsPublic: true,
      }),
      { withoutToken: "fallback" },
    ),
  platform: (config) => config,
  oauth: (config) => withMcp(config, { kind: "platform", version: "1.70.0" }),
  validating: (config) => withMcp(config, { kind: "validating", version: "0.14.1" }),
  legacy: (config) => withMcp(config, { kind: "legacy", ownCredentials: "working" }),
};

const tokens: Readonly<Record<TokenState, (config: StackConfig) => StackConfig>> = {
  none: (config) => withSubject(config, { withoutToken: true }),
  tampered: (config) => withToken(config, { ...catalogTokenSpec(), damage: "flipped-signature" }),
  expired: (config) => withToken(config, lapsed(catalogTokenSpec())),
  valid: (config) => config,
};

/** The lab's stack for a row, with a subject who should get what the row says. */
export function stackOfRow(row: MatrixRow): StackConfig {
  const config = tokens[row.token](kinds[row.stack](baselineConfig()));
  return withSubject(config, { name: "caller", access: accessOfRow(row) });
}

const CREDENTIALS = {
  AccessKeyId: "ASIALABLABLABLABLAB0",
  SecretAccessKey: "lab-secret-key-of-nobody-at-all-0000000",
  SessionToken: "lab-session-token-of-nobody",
  Expiration: "2099-01-01T00:00:00Z",
};
const FOUND = {
  data: {
    me: { name: "ada", role: { name: "LabReadRole" } },
    objects: {
      __typename: "ObjectsSearchResultSet",
      total: 1,
      firstPage: { hits: [{ bucket: "lab", key: "README.md" }] },
    },
    packages: { __typename: "EmptySearchResultSet" },
  },
};

const json = (value: unknown): FaultAction => ({
  kind: "answer",
  status: 200,
  contentType: "application/json",
  body: JSON.stringify(value),
});
const at = {
  exchange: { server: "registry", endpoint: "credentials" },
  identity: { server: "sts", endpoint: "identity" },
  s3: { server: "s3", endpoint: "list" },
  search: { server: "registry", endpoint: "graphql" },
  mcp: { server: "mcp", endpoint: "initialize" },
} as const;

/** Transport faults strike our own requests only, never the calls that the lab's MCP server makes. */
function answering(config: StackConfig, layer: MatrixLayer, on: FaultScope, action: FaultAction): StackConfig {
  return withFault(config, { ...at[layer], on, action });
}

/**
 * The same stack where one layer does the opposite for this row's caller: serves the one who should be refused, refuses
 * the one who should be served, checks tokens where it should not. Null for a cell where nobody asks: it follows from
 * the exchange.
 */
export function stackWithBrokenCell(row: MatrixRow, layer: MatrixLayer): StackConfig | null {
  const config = stackOfRow(row);
  switch (row.cells[layer]) {
    case "not-applicable":
    case "blocked":
      return null;
    case "refused":
      return serving(config, layer);
    case "served":
    case "open":
      return refusing(config, layer);
    default:
      return objectionLess(row, layer);
  }
}

/** What the product objects to is gone: the stack is closed, or its server looks at tokens. */
function objectionLess(row: MatrixRow, layer: MatrixLayer): StackConfig {
  const config = stackOfRow(row);
  if (row.stack === "legacy") return withMcp(config, { kind: "remote" });
  const close = closings[layer];
  if (close === undefined) throw new Error(`${layer} has nothing to close`);
  return close(config);
}

function serving(config: StackConfig, layer: MatrixLayer): StackConfig {
  if (layer === "mcp") return withMcp(config, { kind: "legacy", ownCredentials: "working" });
  return answering(config, layer, "imposter", json(layer === "exchange" ? CREDENTIALS : FOUND));
}

function refusing(config: StackConfig, layer: MatrixLayer): StackConfig {
  if (layer === "identity") {
    return answering(
      config,
      layer,
      "every",
      stsErrorAnswer(403, "InvalidClientTokenId", "The security token is invalid."),
    );
  }
  const action = layer === "s3" ? plainAnswer(403, "Forbidden") : jsonAnswer(401, "Authentication required");
  return answering(config, layer, "every", action);
}

/** Open set-ups that close for callers without a credential, and nothing else: the caller with one is served still. */
export const closings: Readonly<Partial<Record<MatrixLayer, (config: StackConfig) => StackConfig>>> = {
  s3: (config) => withS3(config, { bucketIsPublic: false }),
  search: (config) => withRegistry(config, { bucketIsOpen: false }),
  mcp: (config) => withMcp(config, { withoutToken: "refused" }),
};
