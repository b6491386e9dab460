import { createHash } from "node:crypto";
import { connectStack } from "@/lib/lab/scenarios/given-stacks";
import { withToken } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { StackSecrets } from "@/lib/lab/stack/stack-secrets";
import { type ClaimSource, connectTokenSpec } from "@/lib/lab/stack/token-spec";
import { jsonReply } from "./replies";
import {
  connectClaims,
  issuerKeyOf,
  jwkOf,
  signedToken,
  someThumbprint,
  strangersKey,
  thumbprintOf,
} from "./signed-token";
import type { Fault, Right, Situation } from "./situation";

/** A healthy stack of Connect whose token has these claims besides. */
function claiming(claims: Readonly<Record<string, ClaimSource>>): (config: StackConfig) => StackConfig {
  const spec = connectTokenSpec();
  return (config) => withToken(connectStack(config), { ...spec, claims: { ...spec.claims, ...claims } });
}

const warned = (beside: readonly string[]): Right => ({ layer: "claims", status: "pass", verdict: "pass", beside });

const times: readonly Situation[] = [
  ...[4, 90].map(
    (inSeconds): Situation => ({
      title: `iat ${inSeconds} s ahead`,
      source: "golang-jwt/jwt#98",
      given: claiming({ iat: { inSeconds } }),
      right: warned(["claims/issued-ahead"]),
    }),
  ),
  {
    title: "nbf 20 s ahead",
    source: "simov/grant#195",
    given: claiming({ nbf: { inSeconds: 20 } }),
    right: {
      ...warned([]),
      without: ["claims/not-yet-valid"],
      holds: ({ layers }) => {
        const found = layers.find(({ id }) => id === "claims")?.result?.findings ?? [];
        return found.some(({ severity }) => severity === "warn") ? [] : ["nothing warns"];
      },
    },
  },
  {
    title: "nbf 120 s ahead is past its 60 s",
    source: "simov/grant#195",
    given: claiming({ nbf: { inSeconds: 120 } }),
    right: { layer: "claims", status: "fail", verdict: "fail", code: "claims/not-yet-valid" },
  },
  {
    title: "iat two days ahead is no small difference of clocks",
    source: "golang-jwt/jwt#98",
    given: claiming({ iat: { inSeconds: 2 * 86_400 } }),
    right: { layer: "claims", status: "fail", verdict: "fail", code: "claims/implausible-time" },
  },
];

/** A healthy stack of Connect with an RSA key. */
const withRsa = (config: StackConfig) => withToken(connectStack(config), connectTokenSpec("issuer-rsa"));

const publishing =
  (keys: (secrets: StackSecrets) => readonly unknown[]): Fault =>
  (_call, { secrets }) =>
    jsonReply(200, { keys: keys(secrets) });

type Header = (secrets: StackSecrets) => Readonly<Record<string, unknown>>;

const signedWith =
  (header: Header): NonNullable<Situation["token"]> =>
  ({ secrets }) =>
    signedToken(
      { alg: "RS256", typ: "JWT", ...header(secrets) },
      connectClaims(secrets),
      issuerKeyOf(secrets).privateKey,
    );

const verified: Right = { layer: "signature", status: "pass", verdict: "pass", without: ["signature/mismatch"] };
const publicOf = (secrets: StackSecrets) => issuerKeyOf(secrets).publicKey;
const kidOf = (secrets: StackSecrets) => issuerKeyOf(secrets).kid;
const X5T = someThumbprint();

interface KeySet {
  readonly title: string;
  readonly source: string;
  readonly header: Header;
  readonly keys: (secrets: StackSecrets) => readonly unknown[];
  readonly beside?: readonly string[];
}

const keySets: readonly KeySet[] = [
  {
    title: "the same entry twice",
    source: "panva/jose#392",
    header: (secrets) => ({ kid: kidOf(secrets) }),
    keys: (secrets) => [
      jwkOf(publicOf(secrets), { kid: kidOf(secrets) }),
      jwkOf(publicOf(secrets), { kid: kidOf(secrets) }),
    ],
  },
  {
    title: "two keys, and no kid in the token",
    source: "panva/openid-client#114",
    header: () => ({}),
    keys: (secrets) => [jwkOf(strangersKey(), { kid: "older" }), jwkOf(publicOf(secrets), { kid: "newer" })],
  },
  {
    title: "two different keys under one kid",
    source: "latchset/jwcrypto#268",
    header: () => ({ kid: "one" }),
    keys: (secrets) => [jwkOf(strangersKey(), { kid: "one" }), jwkOf(publicOf(secrets), { kid: "one" })],
    beside: ["signature/ambiguous-key"],
  },
  {
    title: "x5t alone",
    source: "auth0/node-jwks-rsa#5",
    header: () => ({ x5t: X5T }),
    keys: (secrets) => [jwkOf(strangersKey(), { x5t: someThumbprint() }), jwkOf(publicOf(secrets), { x5t: X5T })],
  },
  {
    title: "a kid in the token, and none in the only key",
    source: "panva/openid-client#114",
    header: (secrets) => ({ kid: kidOf(secrets) }),
    keys: (secrets) => [jwkOf(publicOf(secrets))],
  },
];

/** Of several keys, the one that verified is named by its thumbprint. */
function naming({ title, source, header, keys, beside = [] }: KeySet): Situation {
  let thumbprint = "";
  return {
    title: `key set: ${title}`,
    source,
    given: withRsa,
    hop: "keys",
    token: signedWith(header),
    fault: publishing((secrets) => {
      thumbprint = thumbprintOf(publicOf(secrets));
      return keys(secrets);
    }),
    right: {
      ...verified,
      beside,
      holds: ({ layers }) => {
        const shown = JSON.stringify(layers.find(({ id }) => id === "signature")?.result ?? {});
        const several = title.startsWith("two");
        return !several || shown.includes(thumbprint) ? [] : ["the key that verified is not named by its thumbprint"];
      },
    },
  };
}

const oneKey: Situation = {
  title: "a key set that is one key",
  source: "RFC 7517 §4",
  given: withRsa,
  hop: "keys",
  token: signedWith(() => ({})),
  fault: (_call, { secrets }) => jsonReply(200, jwkOf(publicOf(secrets))),
  right: verified,
};

const manyKeys: Situation = {
  title: "more keys than are tried, and nothing that chooses",
  source: "panva/openid-client#114",
  given: withRsa,
  hop: "keys",
  token: signedWith(() => ({})),
  fault: publishing((secrets) => [
    ...Array.from({ length: 19 }, (_, index) => ({ ...jwkOf(strangersKey()), e: "AQAB", n: otherModulus(index) })),
    jwkOf(publicOf(secrets)),
  ]),
  options: { only: ["signature"] },
  right: {
    layer: "signature",
    status: "inconclusive",
    verdict: "inconclusive",
    code: "signature/not-verifiable",
    without: ["signature/mismatch"],
  },
};

/** A modulus of 2048 bits that no key pair has: each key of the set is another one. */
function otherModulus(index: number): string {
  return Buffer.alloc(256, 0xc1 + index).toString("base64url");
}

const NONCE = "aGVhZGVyLW5vbmNlLW9mLWdyYXBo";
const GRAPH = "00000003-0000-0000-c000-000000000000";

const graph: Situation = {
  title: "a token that only Microsoft Graph can verify",
  source: "justinlettau/azure-ad-verify-token#5",
  given: withRsa,
  hop: "keys",
  token: ({ secrets }) => {
    const header = { typ: "JWT", nonce: NONCE, alg: "RS256", x5t: X5T, kid: kidOf(secrets) };
    const signedHeader = { ...header, nonce: createHash("sha256").update(NONCE).digest("base64url") };
    const claims = connectClaims(secrets, { aud: GRAPH, iss: "https://sts.windows.net/common/" });
    return signedToken(header, claims, issuerKeyOf(secrets).privateKey, signedHeader);
  },
  fault: publishing((secrets) => [jwkOf(publicOf(secrets), { kid: kidOf(secrets), x5t: X5T })]),
  options: { only: ["signature"] },
  right: {
    layer: "signature",
    status: "inconclusive",
    verdict: "inconclusive",
    code: "signature/not-verifiable",
    without: ["signature/mismatch"],
  },
};

export const tokenSituations: readonly Situation[] = [...times, ...keySets.map(naming), oneKey, manyKeys, graph];
