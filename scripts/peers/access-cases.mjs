import { chain, fails, identityPasses, only, provesNothing, refused, versityS3 } from "./expectations.mjs";

/**
 * Who gets what from quilt-mcp: callers without a token, with a tampered, an expired and a valid one, each a subject
 * whose target says what it should get.
 *
 * @typedef {import("./check.mjs").ExpectedControl} ExpectedControl
 * @typedef {import("./check.mjs").ExpectedLayer} ExpectedLayer
 * @typedef {import("./cases.mjs").Case} Case
 * @typedef {"none" | "tampered" | "expired" | "catalog"} Token
 */

const awsTools = ["bucket_objects_list", "discover_permissions"];
const tools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

/** @param {ExpectedControl} noToken @param {ExpectedControl} tampered @param {string[]} [of] @returns {Record<string, ExpectedControl>} */
const controls = (noToken, tampered, of = tools) =>
  Object.fromEntries(
    of.flatMap((tool) => [
      [`no-token ${tool}`, noToken],
      [`tampered ${tool}`, tampered],
    ]),
  );

/**
 * The same at both doors: the second tries one tool.
 * @param {ExpectedControl} noToken @param {ExpectedControl} tampered
 */
const atBothDoors = (noToken, tampered) => controls(noToken, tampered, [...tools, "bucket_list (stateless)"]);

/** @param {boolean} counts @returns {ExpectedControl} */
const accepted = (counts) => ({ observed: "accepted", counts, status: 200 });
/** @type {ExpectedControl} */
const silent = { observed: "no-answer", counts: false, status: 200 };

/** What this suite's stack, which is private, makes of a caller that it must refuse. @param {Token} token @returns {Record<string, ExpectedLayer>} */
function refusedByStack(token) {
  const bare = token === "none";
  const idle = { "no-token": provesNothing(401), tampered: provesNothing(401) };
  return {
    discovery: only("pass"),
    signature: only("not-applicable"),
    claims: bare ? only("not-applicable") : { status: "pass", codes: token === "expired" ? ["claims/expired"] : [] },
    exchange: {
      status: "pass",
      controls: bare ? {} : { ...idle, forged: provesNothing(401), "alg-none": provesNothing(401) },
    },
    identity: only("not-applicable"),
    s3: only("not-applicable"),
    search: { status: "pass", controls: bare ? {} : idle },
  };
}

const toBeRefused = /** @type {const} */ ({ exchange: "refused", search: "refused" });

/**
 * @param {string} mcp the deployment
 * @param {Token} token
 * @param {"refused" | "open"} access what the caller should get from it
 * @param {ExpectedLayer} layer
 * @returns {Case}
 */
function cell(mcp, token, access, layer) {
  const valid = token === "catalog";
  const stack = valid ? chain(identityPasses, versityS3) : refusedByStack(token);
  const layers = { ...stack, mcp: layer };
  const [code = null] = layer.status === "pass" ? [] : (layer.codes ?? []);
  const passes = { exit: 0, verdict: "pass", brokenLayer: null, code: null, layers };
  return {
    name: `access: ${mcp} × ${valid ? "valid" : token} × mcp is ${access}${code === null ? "" : `, and is not: ${code}`}`,
    mcp,
    token,
    access: { ...(valid ? {} : toBeRefused), mcp: access },
    expect: code === null ? passes : fails(code, layers),
  };
}

/** @type {ExpectedLayer} */
const passesBare = { status: "pass" };
/** @type {ExpectedLayer} */
const refuses = { status: "pass", controls: atBothDoors(provesNothing(401), provesNothing(200)) };
/** A bad token is refused where anybody without one is served. @type {ExpectedLayer} */
const openBeside = { status: "fail", codes: ["mcp/open"], controls: atBothDoors(accepted(false), provesNothing(200)) };
/** It looks at no token, and works only where its own AWS credentials do. @type {ExpectedLayer} */
const unchecked = {
  status: "fail",
  codes: ["mcp/not-enforced", "mcp/tool-failed"],
  controls: {
    ...controls(silent, silent),
    ...controls(accepted(true), accepted(true), [...awsTools, "bucket_objects_list (stateless)"]),
    "session-alone bucket_objects_list (tampered)": accepted(true),
  },
};

/** @type {Case[]} */
export const accessCases = [
  cell("remote", "none", "refused", passesBare),
  cell("remote", "tampered", "refused", refuses),
  cell("remote", "expired", "refused", refuses),
  cell("fallback", "none", "open", passesBare),
  cell("fallback", "tampered", "refused", openBeside),
  cell("fallback", "expired", "refused", openBeside),
  cell("fallback", "catalog", "open", { status: "pass", controls: atBothDoors(accepted(true), refused(200)) }),
  cell("legacy-with-keys", "none", "open", { status: "fail", codes: ["mcp/tool-failed"] }),
  cell("legacy-with-keys", "tampered", "open", unchecked),
  cell("legacy-with-keys", "expired", "open", unchecked),
  cell("legacy-with-keys", "catalog", "open", unchecked),
  // Nothing works for anyone, which is no refusal.
  cell("legacy", "none", "refused", { status: "fail", codes: ["mcp/tool-failed"] }),
];
