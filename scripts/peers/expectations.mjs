/**
 * Expectations that several rows share.
 *
 * @typedef {import("./check.mjs").Expected} Expected
 * @typedef {import("./check.mjs").ExpectedControl} ExpectedControl
 * @typedef {import("./check.mjs").ExpectedLayer} ExpectedLayer
 * @typedef {import("./run-cases.mjs").Partner} Partner
 */

/** @param {number} [status] @returns {ExpectedControl} */
export const refused = (status) => ({ observed: "refused", counts: true, ...(status === undefined ? {} : { status }) });
/** A refusal beside a refusal. @param {number} [status] @returns {ExpectedControl} */
export const provesNothing = (status) => ({ ...refused(status), counts: false });
/** @param {boolean} counts @param {number} status @returns {ExpectedControl} */
export const unanswered = (counts, status) => ({ observed: "no-answer", counts, status });

/** @param {string} status @returns {ExpectedLayer} */
export const only = (status) => ({ status });

/** @type {ExpectedLayer} */
export const exchangePasses = {
  status: "pass",
  controls: { "no-token": refused(401), tampered: refused(401), forged: refused(401), "alg-none": refused(401) },
};
/** @type {ExpectedLayer} */
const searchPasses = { status: "pass", controls: { "no-token": refused(401), tampered: refused(401) } };

/** @param {ExpectedLayer} identity @param {ExpectedLayer} s3 @returns {Record<string, ExpectedLayer>} */
export const chain = (identity, s3) => ({
  discovery: only("pass"),
  signature: only("not-applicable"),
  claims: only("pass"),
  exchange: exchangePasses,
  identity,
  s3,
  search: searchPasses,
});

/** @param {string} code @param {Record<string, ExpectedLayer>} layers @returns {Expected} */
export const fails = (code, layers) => ({
  exit: 1,
  verdict: "fail",
  brokenLayer: code.split("/")[0] ?? null,
  code,
  layers,
});

/** @param {string} code @param {Record<string, ExpectedControl>} controls @returns {ExpectedLayer} */
export const broken = (code, controls) => ({ status: "fail", codes: [code], controls });

/** The requests of a whole chain with its controls: six at exchange, four at search and s3, three at identity. */
export const wholeChain = { total: 19, wrongCredentials: 6, awsSessionsMinted: 2 };

/** @type {ExpectedLayer} */
export const identityPasses = {
  status: "pass",
  codes: ["identity/emulator"],
  controls: { "wrong-secret": refused(403) },
};
/** @type {ExpectedLayer} */
export const wrongRole = { ...identityPasses, status: "fail", codes: ["identity/emulator", "identity/wrong-role"] };
export const badSignature = broken("identity/bad-signature", { "wrong-secret": provesNothing(403) });
export const invalidKey = broken("identity/invalid-key", { "wrong-secret": provesNothing(403) });

/** @param {Partner} partner */
export const otherRole = (partner) => ({ expect: { roleArn: `arn:aws:iam::${partner.accountId}:role/Writer` } });
/** @param {string} name */
export const bucket = (name) => () => ({ s3: { bucket: name, prefix: "raw/" } });

/** @type {ExpectedLayer} */
export const versityS3 = { status: "pass", controls: { "wrong-secret": refused(403), unsigned: refused(403) } };

/** @param {Partner} partner */
export const webIdentity = (partner) => ({
  catalogUrl: undefined,
  exchange: { strategy: "web-identity", roleArn: partner.roleArn },
  signature: { jwksUrl: partner.jwksUrl },
  tls: { caFile: partner.certFile },
  search: undefined,
});

/** @param {ExpectedLayer} claims @param {ExpectedLayer} exchange @param {ExpectedLayer} identity @param {ExpectedLayer} s3 */
export const webIdentityChain = (claims, exchange, identity, s3) => ({
  discovery: only("not-applicable"),
  signature: only("pass"),
  claims,
  exchange,
  identity,
  s3,
  search: only("not-applicable"),
});

/** Working keys of the server's root and traps for every other ambient source. @param {Partner} partner */
export const poison = (partner) => ({
  AWS_ACCESS_KEY_ID: "peersroot",
  AWS_SECRET_ACCESS_KEY: partner.secrets[0] ?? "",
  AWS_ENDPOINT_URL: "http://127.0.0.1:9",
  AWS_ENDPOINT_URL_STS: "http://127.0.0.1:9",
  AWS_REGION: "eu-west-1",
  HTTP_PROXY: "http://127.0.0.1:9",
  http_proxy: "http://127.0.0.1:9",
  ALL_PROXY: "http://127.0.0.1:9",
});

/** Moto crashes on an unsigned request: that is no refusal, so its s3 can never pass. @type {ExpectedLayer} */
export const motoS3 = {
  status: "inconclusive",
  codes: ["s3/control-unanswered"],
  controls: { "wrong-secret": refused(403), unsigned: unanswered(true, 500) },
};
