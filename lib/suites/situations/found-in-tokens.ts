import { connectStack } from "@/lib/lab/scenarios/given-stacks";
import { withRegistry, withS3, withSts, withToken } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { connectTokenSpec } from "@/lib/lab/stack/token-spec";
import { jsonReply } from "./replies";
import { connectClaims, issuerKeyOf, jwkOf, signedToken, strangersKey } from "./signed-token";
import type { Situation } from "./situation";

const seconds = () => Math.floor(Date.now() / 1000);

/** A healthy stack of Connect whose token has these claims besides. */
const claiming =
  (claims: () => Readonly<Record<string, unknown>>): NonNullable<Situation["token"]> =>
  ({ secrets }) => {
    const { kid, privateKey } = issuerKeyOf(secrets);
    return signedToken({ alg: "ES256", typ: "JWT", kid }, connectClaims(secrets, claims()), privateKey);
  };

const withRsa = (config: StackConfig) => withToken(connectStack(config), connectTokenSpec("issuer-rsa"));

const clocks: readonly Situation[] = [
  {
    title: "iat with a fraction, a little ahead",
    source: "jpadilla/pyjwt#847",
    why: "DESIGN §3 issued-ahead warns up to a day; a NumericDate may have a fraction (RFC 7519 §2).",
    given: connectStack,
    token: claiming(() => ({ iat: seconds() + 5.79 })),
    right: { layer: "claims", status: "pass", verdict: "pass", beside: ["claims/issued-ahead"] },
  },
  {
    title: "nbf three seconds ahead",
    source: "zaguiini/react-native-pure-jwt#11",
    why: "DESIGN §3: nbf up to 60 s ahead is issued-ahead, a warning.",
    given: connectStack,
    token: claiming(() => ({ nbf: seconds() + 3 })),
    right: { layer: "claims", status: "pass", verdict: "pass", without: ["claims/not-yet-valid"] },
  },
  {
    title: "iat five minutes ahead, and a registry that refuses that",
    source: "Agenta-AI/agenta#6218",
    why: "DESIGN §3 issued-ahead: some verifiers refuse that, so it is a cause beside a 401; the warning alone breaks nothing.",
    given: connectStack,
    token: claiming(() => ({ iat: seconds() + 300 })),
    hop: "registry",
    fault: ({ path }) =>
      path.startsWith("/api/auth/get_credentials")
        ? jsonReply(401, { detail: { error: "invalid_token", message: "The token is not yet valid (iat)" } })
        : null,
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/rejected",
      told: ["The token is not yet valid (iat)"],
      said: [/\biat\b|issued|clock/i],
      others: { claims: "pass" },
    },
  },
];

/** Every server but ours agrees on a time that is so many seconds from this machine's. */
const elsewhere =
  (clockOffsetS: number): NonNullable<Situation["given"]> =>
  (config) =>
    withS3(withSts(withRegistry(connectStack(config), { clockOffsetS }), { clockOffsetS }), { clockOffsetS });

const ownClock = (code: string): Situation["right"] => ({
  layer: "claims",
  status: "inconclusive",
  verdict: "inconclusive",
  code,
  actor: "operator",
  others: { exchange: "pass" },
});

const ownClocks: readonly Situation[] = [
  {
    title: "this machine's clock is five minutes slow, so a fresh token is not valid yet",
    source: "nextstrain/cli#307",
    why: "DESIGN §2: where two hops or more agree that our clock is over 60 s off, a finding that theirs would not give is inconclusive, actor operator.",
    given: elsewhere(300),
    token: claiming(() => ({ nbf: seconds() + 200 })),
    right: ownClock("claims/not-yet-valid"),
  },
  {
    title: "this machine's clock is five minutes fast, so a good token has expired",
    source: "mhart/aws4fetch#73",
    why: "DESIGN §2, the same: by the clock of three hops the token is still in date.",
    given: elsewhere(-300),
    token: claiming(() => ({ iat: seconds() - 4000, exp: seconds() - 100 })),
    right: ownClock("claims/expired"),
  },
];

const keySets: readonly Situation[] = [
  {
    title: "one kid for encryption and for signing",
    source: "opensearch-project/security#4618",
    why: "DESIGN §3 key sets: each key that fits is tried; one for encryption does not fit (RFC 7517 §4.2).",
    given: withRsa,
    hop: "keys",
    token: ({ secrets }) =>
      signedToken({ alg: "RS256", typ: "JWT", kid: "key/a" }, connectClaims(secrets), issuerKeyOf(secrets).privateKey),
    fault: (_call, { secrets }) =>
      jsonReply(200, {
        keys: [
          jwkOf(strangersKey(), { kid: "key/a", use: "enc", alg: "RSA-OAEP" }),
          jwkOf(issuerKeyOf(secrets).publicKey, { kid: "key/a", alg: "RS256" }),
        ],
      }),
    right: { layer: "signature", status: "pass", verdict: "pass", without: ["signature/mismatch"] },
  },
  {
    title: "one kid under three algorithms",
    source: "keycloak/keycloak#15616",
    why: "DESIGN §3 key sets: kid chooses, and of several each key that fits the token's alg is tried.",
    given: withRsa,
    hop: "keys",
    token: ({ secrets }) =>
      signedToken({ alg: "RS256", typ: "JWT", kid: "one" }, connectClaims(secrets), issuerKeyOf(secrets).privateKey),
    fault: (_call, { secrets }) => {
      const { publicKey } = issuerKeyOf(secrets);
      return jsonReply(200, { keys: ["RS256", "RS512", "RS384"].map((alg) => jwkOf(publicKey, { kid: "one", alg })) });
    },
    right: { layer: "signature", status: "pass", verdict: "pass", without: ["signature/mismatch"] },
  },
];

const headers: readonly Situation[] = [
  {
    title: "a header whose value is not of ASCII",
    source: "nodejs/node#27711",
    why: "RFC 9110 §5.5: obs-text is a header's good right, so the answer does not break HTTP.",
    hop: "registry",
    fault: async (call) => {
      const own = await call.own();
      const head = `HTTP/1.1 ${own.status} Answer\r\nContent-Type: application/json\r\nx-build: caf\u00e9 \u00ff\r\n`;
      return { raw: `${head}Content-Length: ${Buffer.byteLength(own.body)}\r\nConnection: close\r\n\r\n${own.body}` };
    },
    right: { layer: "exchange", status: "pass", verdict: "pass" },
  },
  {
    title: "a header whose value holds a control character",
    source: "nodejs/node#34621",
    why: "DESIGN §2: bad-http and how; RFC 9110 §5.5 lets a recipient keep it, so going on to the 401 is right too.",
    hop: "registry",
    fault: ({ path }) =>
      path.startsWith("/api/auth/get_credentials")
        ? {
            raw: 'HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nSet-Cookie: a=\u0001b; path=/\r\nContent-Length: 26\r\nConnection: close\r\n\r\n{"message":"Unauthorized"}',
          }
        : null,
    right: [
      {
        layer: "exchange",
        status: "fail",
        verdict: "fail",
        code: "exchange/bad-http",
        without: ["exchange/unreachable"],
      },
      { layer: "exchange", status: "fail", verdict: "fail", code: "exchange/rejected" },
    ],
  },
];

export const foundInTokens: readonly Situation[] = [...clocks, ...ownClocks, ...keySets, ...headers];
