import { broken, fails, identityPasses, motoS3, only, provesNothing, refused } from "./expectations.mjs";

/**
 * AssumeRole with base credentials, against a server that verifies signatures and policies.
 *
 * @typedef {import("./cases.mjs").Case} Case
 * @typedef {import("./check.mjs").ExpectedLayer} ExpectedLayer
 * @typedef {import("./run-cases.mjs").Partner} Partner
 */

const prefix = "PEERS_BASE_";

/** @param {Partner} partner @param {string} [roleArn] */
const assumeRole = (partner, roleArn = partner.roleArn) => ({
  catalogUrl: undefined,
  search: undefined,
  exchange: { strategy: "assume-role", roleArn, baseEnvPrefix: prefix },
});

/** The broker's keys under the target's prefix. @param {Partner} partner @param {(secret: string) => string} [change] */
const baseKeys = ({ baseKeys: keys }, change = (secret) => secret) => ({
  [`${prefix}AWS_ACCESS_KEY_ID`]: keys?.accessKeyId ?? "",
  [`${prefix}AWS_SECRET_ACCESS_KEY`]: change(keys?.secretAccessKey ?? ""),
});

/** The same keys, good ones, where nothing may look for them. @param {Partner} partner */
const ambientKeys = ({ baseKeys: keys }) => ({
  AWS_ACCESS_KEY_ID: keys?.accessKeyId ?? "",
  AWS_SECRET_ACCESS_KEY: keys?.secretAccessKey ?? "",
});

const controls = { "wrong-secret": refused(403), "wrong-role": refused(403) };

/** @param {ExpectedLayer} signature @param {ExpectedLayer} exchange @returns {Record<string, ExpectedLayer>} */
const assumed = (signature, exchange) => ({
  discovery: only("not-applicable"),
  signature,
  claims: { status: "pass", codes: ["claims/catalog-token-missing"] },
  exchange,
  identity: identityPasses,
  s3: motoS3,
  search: only("not-applicable"),
});

/** @param {string} code @param {Record<string, import("./check.mjs").ExpectedControl>} wanted */
const denied = (code, wanted) =>
  fails(code, {
    ...assumed(only("pass"), broken(code, wanted)),
    identity: only("blocked"),
    s3: only("blocked"),
  });

/** @type {Case[]} */
export const motoAssumeRole = [
  {
    name: "assume-role: base keys under a prefix assume the role, and the token's signature is checked here",
    token: "role",
    signed: true,
    target: (partner) => assumeRole(partner),
    env: (partner) => baseKeys(partner),
    expect: {
      exit: 3,
      verdict: "inconclusive",
      brokenLayer: null,
      code: "s3/control-unanswered",
      layers: assumed(only("pass"), { status: "pass", controls }),
    },
  },
  {
    name: "assume-role: a forged role token never gives a green exchange, though AWS assumes the role",
    token: "role-forged",
    signed: true,
    target: (partner) => assumeRole(partner),
    env: (partner) => baseKeys(partner),
    expect: fails(
      "signature/mismatch",
      assumed(broken("signature/mismatch", {}), {
        status: "inconclusive",
        codes: ["exchange/token-unchecked"],
        controls,
      }),
    ),
  },
  {
    name: "assume-role: without a key to check the token with, nothing is proven",
    token: "role",
    target: (partner) => assumeRole(partner),
    env: (partner) => baseKeys(partner),
    expect: {
      exit: 3,
      verdict: "inconclusive",
      brokenLayer: null,
      code: "exchange/token-unchecked",
      layers: assumed(only("not-applicable"), {
        status: "inconclusive",
        codes: ["exchange/token-unchecked"],
        controls,
      }),
    },
  },
  {
    name: "assume-role: a role that does not exist",
    token: "role",
    signed: true,
    target: (partner) => assumeRole(partner, `arn:aws:iam::${partner.accountId}:role/Nobody`),
    env: (partner) => baseKeys(partner),
    expect: denied("exchange/assume-role-denied", {
      "wrong-secret": provesNothing(403),
      "wrong-role": provesNothing(403),
    }),
  },
  {
    name: "assume-role: the base secret is wrong, while plain AWS variables hold the right one",
    token: "role",
    signed: true,
    target: (partner) => assumeRole(partner),
    env: (partner) => ({
      ...ambientKeys(partner),
      ...baseKeys(partner, (secret) => [...secret].reverse().join("")),
    }),
    expect: denied("exchange/bad-signature", {
      "wrong-secret": provesNothing(403),
      "wrong-role": provesNothing(403),
    }),
  },
];
