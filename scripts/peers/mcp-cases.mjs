import { chain, fails, identityPasses, provesNothing, refused, versityS3 } from "./expectations.mjs";
import { quiltMcpBin } from "./paths.mjs";

/**
 * Rows of quilt-mcp, in front of versitygw with this suite's registry and in front of the lab.
 *
 * @typedef {import("./check.mjs").ExpectedControl} ExpectedControl
 * @typedef {import("./check.mjs").ExpectedLayer} ExpectedLayer
 * @typedef {import("./cases.mjs").Case} Case
 */

const tools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

/** @param {string} tool @param {ExpectedControl} noToken @param {ExpectedControl} tampered @returns {Record<string, ExpectedControl>} */
const onTool = (tool, noToken, tampered) => ({ [`no-token ${tool}`]: noToken, [`tampered ${tool}`]: tampered });

/**
 * quilt-mcp speaks both eras: every tool after a handshake, and one in the stateless era.
 * @param {ExpectedControl} noToken @param {ExpectedControl} tampered @param {string} [second] the tool that is called statelessly
 * @returns {Record<string, ExpectedControl>}
 */
const onEveryTool = (noToken, tampered, second = "bucket_list") =>
  Object.assign({}, ...[...tools, `${second} (stateless)`].map((tool) => onTool(tool, noToken, tampered)));

/** @type {ExpectedControl} */
const accepted = { observed: "accepted", counts: true, status: 200 };
/** @param {boolean} counts @returns {ExpectedControl} */
const silent = (counts) => ({ observed: "no-answer", counts, status: 200 });

/** Any bearer is greeted; a tampered one is refused by the registry, in a payload under HTTP 200. @type {ExpectedLayer} */
const remotePasses = {
  status: "pass",
  codes: ["mcp/pass-through"],
  never: ["mcp/handshake-open", "mcp/open", "mcp/not-enforced"],
  controls: onEveryTool(refused(401), refused(200)),
};

/** @type {ExpectedLayer} */
const fallbackIsOpen = {
  status: "fail",
  codes: ["mcp/open"],
  controls: onEveryTool(accepted, refused(200)),
};

/** A gateway guards sessions and passes stateless requests on with its own token. @type {ExpectedLayer} */
const statelessIsOpen = {
  status: "fail",
  codes: ["mcp/open"],
  never: ["mcp/not-enforced", "mcp/handshake-open"],
  controls: {
    ...onEveryTool(refused(401), refused(200)),
    ...onTool("bucket_list (stateless)", accepted, refused(200)),
  },
};

/** A gateway guards stateless requests alone. @type {ExpectedLayer} */
const handshakeIsOpen = {
  status: "fail",
  codes: ["mcp/open"],
  never: ["mcp/not-enforced"],
  controls: {
    ...onEveryTool(accepted, refused(200)),
    ...onTool("bucket_list (stateless)", refused(401), refused(200)),
  },
};

/** Legacy mode gives its sessions ids. @param {string} tool @param {ExpectedControl} both @returns {Record<string, ExpectedControl>} */
const sessionAlone = (tool, both) => ({
  [`session-alone ${tool} (no token)`]: both,
  [`session-alone ${tool} (tampered)`]: both,
});

/** Neither catalog nor AWS session: no tool works for anyone, and the handshake is open. @type {ExpectedLayer} */
const legacyHasNothing = {
  status: "fail",
  codes: ["mcp/tool-failed", "mcp/handshake-open"],
  never: ["mcp/open", "mcp/pass-through"],
  controls: { ...onEveryTool(silent(false), silent(false)), ...sessionAlone("bucket_list", silent(false)) },
};

/** It answers whoever asks with its own credentials, where it has any. @type {ExpectedLayer} */
const legacyIsOpen = {
  status: "fail",
  codes: ["mcp/open", "mcp/not-enforced", "mcp/tool-failed"],
  controls: {
    ...onEveryTool(silent(false), silent(false), "bucket_objects_list"),
    ...onTool("bucket_objects_list", accepted, accepted),
    ...onTool("bucket_objects_list (stateless)", accepted, accepted),
    ...onTool("discover_permissions", accepted, accepted),
    ...sessionAlone("bucket_objects_list", accepted),
  },
};

/** @type {ExpectedLayer} */
const registryIsCatalog = {
  status: "fail",
  codes: ["mcp/tool-failed"],
  never: ["mcp/unauthorized", "mcp/pass-through", "mcp/handshake-open"],
  controls: onEveryTool(provesNothing(401), silent(false)),
};

/** Its registry refuses the real token as it refuses the altered one. @type {ExpectedLayer} */
const unauthorized = {
  status: "fail",
  codes: ["mcp/unauthorized"],
  controls: onEveryTool(provesNothing(401), provesNothing(200)),
};

/** Legacy quilt-mcp takes the session on the disk for the catalog, and the process's own AWS credentials for S3. @type {ExpectedLayer} */
const overStdio = {
  status: "inconclusive",
  codes: ["mcp/stdio-takes-no-token"],
  never: ["mcp/stdio-failed", "mcp/stdio-own-credentials"],
  controls: {},
  rows: {
    start: ["quilt-mcp-server", "quilt-mcp-server"],
    "tool-bucket-list": ["1 items", "Not authenticated - no catalog configured"],
    "tool-bucket-objects-list": ["Unable to locate credentials", "Unable to locate credentials"],
    "tool-search-catalog": ["items", "No quilt3 session configured"],
  },
};

/** @param {ExpectedLayer} mcp @returns {Record<string, ExpectedLayer>} */
const chainWith = (mcp) => ({ ...chain(identityPasses, versityS3), mcp });

const passes = (/** @type {Record<string, ExpectedLayer>} */ layers) => ({
  exit: 0,
  verdict: "pass",
  brokenLayer: null,
  code: null,
  layers,
});

/** @type {Case[]} */
export const quiltMcpCases = [
  {
    name: "remote: every tool serves the token and refuses the others",
    mcp: "remote",
    expect: passes(chainWith(remotePasses)),
  },
  {
    name: "remote with QUILT_FALLBACK_JWT: data for no token",
    mcp: "fallback",
    expect: fails("mcp/open", chainWith(fallbackIsOpen)),
  },
  {
    name: "a gateway opens the stateless era: data for no token beside a guarded handshake",
    mcp: "stateless-open",
    expect: fails("mcp/open", chainWith(statelessIsOpen)),
  },
  {
    name: "a gateway opens the handshake era: data for no token beside a guarded stateless door",
    mcp: "handshake-open",
    expect: fails("mcp/open", chainWith(handshakeIsOpen)),
  },
  {
    name: "legacy with working AWS credentials: data for anyone",
    mcp: "legacy-with-keys",
    expect: fails("mcp/open", chainWith(legacyIsOpen)),
  },
  {
    name: "legacy without credentials: no tool works, and nothing says that tokens are checked",
    mcp: "legacy",
    expect: fails("mcp/tool-failed", chainWith(legacyHasNothing)),
  },
  {
    name: "its registry URL is the catalog's",
    mcp: "registry-is-catalog",
    expect: fails("mcp/tool-failed", chainWith(registryIsCatalog)),
  },
  {
    name: "its registry is another stack's: direct works, the server's fails",
    mcp: "other-registry",
    expect: fails("mcp/unauthorized", chainWith(unauthorized)),
  },
  {
    name: "the token is another stack's",
    mcp: "remote",
    token: "other-stack",
    expect: fails("exchange/rejected", {
      discovery: { status: "pass" },
      signature: { status: "not-applicable" },
      claims: { status: "pass" },
      exchange: {
        status: "fail",
        codes: ["exchange/rejected"],
        controls: Object.fromEntries(
          ["no-token", "tampered", "forged", "alg-none"].map((name) => [name, provesNothing(401)]),
        ),
      },
      identity: { status: "blocked" },
      s3: { status: "blocked" },
      search: {
        status: "fail",
        codes: ["search/unauthorized"],
        controls: { "no-token": provesNothing(401), tampered: provesNothing(401) },
      },
      mcp: unauthorized,
    }),
  },
];

/** @type {ExpectedLayer} */
const labS3 = { status: "pass", controls: { "wrong-secret": refused(403), unsigned: refused(403) } };
/** @param {ExpectedLayer} mcp @returns {Record<string, ExpectedLayer>} */
const labChainWith = (mcp) => ({ ...chain(identityPasses, labS3), mcp });

/** @type {Case[]} */
export const quiltMcpOnLabCases = [
  {
    name: "remote: the lab's registry serves a stranger as well",
    mcp: "remote",
    expect: passes(labChainWith(remotePasses)),
  },
  {
    name: "a gateway opens the stateless era",
    mcp: "stateless-open",
    expect: fails("mcp/open", labChainWith(statelessIsOpen)),
  },
  { name: "remote with QUILT_FALLBACK_JWT", mcp: "fallback", expect: fails("mcp/open", labChainWith(fallbackIsOpen)) },
  {
    name: "legacy without credentials",
    mcp: "legacy",
    expect: fails("mcp/tool-failed", labChainWith(legacyHasNothing)),
  },
  {
    name: "its registry URL is the catalog's",
    mcp: "registry-is-catalog",
    expect: fails("mcp/tool-failed", labChainWith(registryIsCatalog)),
  },
  {
    name: "stdio: data with a quilt3 session in HOME, none with an empty one, and no word about the token",
    quilt3Session: true,
    target: () => ({
      mcpUrl: undefined,
      mcp: { command: [quiltMcpBin, "--deployment", "legacy", "--skip-banner"] },
    }),
    env: () => ({ QUILT_DISABLE_USAGE_METRICS: "true", AWS_EC2_METADATA_DISABLED: "true" }),
    expect: passes(labChainWith(overStdio)),
  },
];
