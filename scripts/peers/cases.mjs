import { accessCases } from "./access-cases.mjs";
import { motoAssumeRole } from "./assume-role-cases.mjs";
import {
  badSignature,
  broken,
  bucket,
  chain,
  exchangePasses,
  fails,
  identityPasses,
  invalidKey,
  motoS3,
  only,
  otherRole,
  poison,
  provesNothing,
  refused,
  unanswered,
  versityS3,
  webIdentity,
  webIdentityChain,
  wholeChain,
  wrongRole,
} from "./expectations.mjs";
import { fastmcpCases } from "./fastmcp-cases.mjs";
import { quiltMcpCases, quiltMcpOnLabCases } from "./mcp-cases.mjs";
import { nginxCases } from "./nginx-cases.mjs";

/**
 * The table: one row is one run of our command against one server, and what it has to say.
 *
 * @typedef {import("./check.mjs").Expected} Expected
 * @typedef {import("./check.mjs").ExpectedControl} ExpectedControl
 * @typedef {import("./check.mjs").ExpectedLayer} ExpectedLayer
 * @typedef {import("./run-cases.mjs").Partner} Partner
 * @typedef {{
 *   name: string,
 *   vends?: "as-issued" | "altered-secret" | "altered-session-token",
 *   token?: "none" | "catalog" | "tampered" | "expired" | "other-stack" | "role" | "role-forged" | "web-identity" | "web-identity-wrong-audience" | "web-identity-expired",
 *   mcp?: string,
 *   front?: string,
 *   fastmcp?: string,
 *   mcpPath?: string,
 *   access?: Record<string, "served" | "refused" | "open">,
 *   target?: (partner: Partner) => Record<string, unknown>,
 *   env?: (partner: Partner) => Record<string, string>,
 *   signed?: boolean,
 *   args?: string[],
 *   quilt3Session?: boolean,
 *   expect: Expected,
 * }} Case
 */

/** @type {Case[]} */
const versitygw = [
  {
    name: "the whole chain passes, every control refused by a stranger",
    signed: true,
    expect: {
      exit: 0,
      verdict: "pass",
      brokenLayer: null,
      code: null,
      layers: { ...chain(identityPasses, versityS3), signature: only("pass") },
      requests: wholeChain,
    },
  },
  {
    name: "the whole chain passes in an environment full of other credentials, endpoints and proxies",
    env: poison,
    expect: {
      exit: 0,
      verdict: "pass",
      brokenLayer: null,
      code: null,
      layers: chain(identityPasses, versityS3),
      requests: wholeChain,
    },
  },
  {
    name: "each bucket is tried beside the verdict: one is listed, one is denied, one is read",
    args: ["--permissions"],
    expect: {
      exit: 0,
      verdict: "pass",
      brokenLayer: null,
      code: null,
      layers: chain(identityPasses, {
        ...versityS3,
        tables: {
          permissions: [
            ["bad", "peers-data", "the user", "yes, under raw/", "no: AccessDenied, identity-based policy"],
            ["bad", "peers-other", "the user", "no: AccessDenied, identity-based policy", "not tried: nothing listed"],
            ["good", "peers-readable", "the user", "yes", "yes"],
          ],
        },
      }),
      // The registry's two lists, three lists, and the read of the two that gave one.
      requests: { ...wholeChain, total: wholeChain.total + 7 },
    },
  },
  {
    name: "another role is expected",
    target: otherRole,
    expect: fails("identity/wrong-role", chain(wrongRole, versityS3)),
  },
  {
    name: "the role may not list the bucket",
    target: bucket("peers-other"),
    expect: fails(
      "s3/access-denied",
      chain(
        identityPasses,
        broken("s3/access-denied", { "wrong-secret": provesNothing(403), unsigned: provesNothing(403) }),
      ),
    ),
  },
  {
    name: "the bucket does not exist",
    target: bucket("peers-absent"),
    expect: fails(
      "s3/no-such-bucket",
      chain(
        identityPasses,
        broken("s3/no-such-bucket", { "wrong-secret": provesNothing(403), unsigned: unanswered(false, 404) }),
      ),
    ),
  },
  {
    name: "the registry vends an altered secret key",
    vends: "altered-secret",
    expect: fails(
      "identity/bad-signature",
      chain(
        badSignature,
        broken("s3/bad-signature", { "wrong-secret": provesNothing(403), unsigned: provesNothing(403) }),
      ),
    ),
  },
  {
    name: "the registry vends an altered secret key while the environment holds working keys",
    vends: "altered-secret",
    env: poison,
    expect: fails(
      "identity/bad-signature",
      chain(
        badSignature,
        broken("s3/bad-signature", { "wrong-secret": provesNothing(403), unsigned: provesNothing(403) }),
      ),
    ),
  },
  {
    name: "the registry vends an altered session token",
    vends: "altered-session-token",
    expect: fails(
      "identity/invalid-key",
      chain(
        invalidKey,
        broken("s3/invalid-token", { "wrong-secret": provesNothing(400), unsigned: provesNothing(403) }),
      ),
    ),
  },
  {
    name: "web identity: an ID token alone carries the chain",
    token: "web-identity",
    target: webIdentity,
    expect: {
      exit: 0,
      verdict: "pass",
      brokenLayer: null,
      code: null,
      layers: webIdentityChain(
        only("pass"),
        { status: "pass", controls: { tampered: refused(400), "wrong-role": refused(403) } },
        identityPasses,
        versityS3,
      ),
    },
  },
  {
    name: "web identity: a role that does not exist",
    token: "web-identity",
    target: (partner) => ({
      ...webIdentity(partner),
      exchange: { strategy: "web-identity", roleArn: `arn:aws:iam::${partner.accountId}:role/Nobody` },
    }),
    expect: fails(
      "exchange/web-identity-denied",
      webIdentityChain(
        only("pass"),
        broken("exchange/web-identity-denied", { tampered: { ...provesNothing() }, "wrong-role": provesNothing(403) }),
        only("blocked"),
        only("blocked"),
      ),
    ),
  },
  {
    name: "web identity: the token is for another audience",
    token: "web-identity-wrong-audience",
    target: webIdentity,
    expect: fails(
      "exchange/web-identity-denied",
      webIdentityChain(
        only("pass"),
        broken("exchange/web-identity-denied", { tampered: provesNothing(400), "wrong-role": provesNothing() }),
        only("blocked"),
        only("blocked"),
      ),
    ),
  },
  {
    name: "web identity: the token has expired",
    token: "web-identity-expired",
    target: webIdentity,
    expect: fails(
      "claims/expired",
      webIdentityChain(
        broken("claims/expired", {}),
        broken("exchange/expired", { tampered: provesNothing(400), "wrong-role": provesNothing() }),
        only("blocked"),
        only("blocked"),
      ),
    ),
  },
];

/** @param {string} code @param {number} wrongSecret */
const motoS3Broken = (code, wrongSecret) =>
  broken(code, { "wrong-secret": provesNothing(wrongSecret), unsigned: unanswered(false, 500) });

/** @type {Case[]} */
const moto = [
  {
    name: "all but s3 pass, and s3 is inconclusive because moto crashes on an unsigned request",
    expect: {
      exit: 3,
      verdict: "inconclusive",
      brokenLayer: null,
      code: "s3/control-unanswered",
      layers: chain(identityPasses, motoS3),
      requests: wholeChain,
    },
  },
  {
    name: "another role is expected",
    target: otherRole,
    expect: fails("identity/wrong-role", chain(wrongRole, motoS3)),
  },
  {
    name: "the role may not list the bucket",
    target: bucket("peers-other"),
    expect: fails("s3/access-denied", chain(identityPasses, motoS3Broken("s3/access-denied", 403))),
  },
  {
    name: "the bucket does not exist, which moto does not tell apart from a denial",
    target: bucket("peers-absent"),
    expect: fails("s3/access-denied", chain(identityPasses, motoS3Broken("s3/access-denied", 403))),
  },
  {
    name: "the registry vends an altered secret key",
    vends: "altered-secret",
    expect: fails("identity/bad-signature", chain(badSignature, motoS3Broken("s3/bad-signature", 403))),
  },
  {
    name: "the registry vends an altered session token",
    vends: "altered-session-token",
    expect: fails("identity/invalid-key", chain(invalidKey, motoS3Broken("s3/invalid-token", 400))),
  },
];

/** MinIO's STS knows no GetCallerIdentity, whoever asks: no acceptance, and no refusal either. @type {ExpectedLayer} */
const notAws = broken("identity/not-aws", { "wrong-secret": unanswered(false, 400) });
/** @type {ExpectedLayer} */
const minioS3 = { status: "pass", controls: { "wrong-secret": refused(403), unsigned: refused(403) } };
/** MinIO's keys begin with neither AKIA nor ASIA. @param {ExpectedLayer} s3 @returns {Record<string, ExpectedLayer>} */
const minioChain = (s3) => ({
  ...chain(notAws, s3),
  exchange: { ...exchangePasses, codes: ["exchange/unknown-key-prefix"], never: ["exchange/long-term-key"] },
});
const minioRefusals = { "wrong-secret": provesNothing(403), unsigned: provesNothing(403) };

/** @type {Case[]} */
const minio = [
  {
    name: "s3 passes, and identity says that this STS is not AWS",
    expect: fails("identity/not-aws", minioChain(minioS3)),
  },
  {
    name: "the session may not list the bucket",
    target: bucket("peers-other"),
    expect: fails("identity/not-aws", minioChain(broken("s3/access-denied", minioRefusals))),
  },
  {
    name: "the bucket does not exist, which MinIO does not tell apart from a denial",
    target: bucket("peers-absent"),
    expect: fails("identity/not-aws", minioChain(broken("s3/access-denied", minioRefusals))),
  },
  {
    name: "the registry vends an altered secret key",
    vends: "altered-secret",
    expect: fails("identity/not-aws", minioChain(broken("s3/bad-signature", minioRefusals))),
  },
  {
    name: "the registry vends an altered session token",
    vends: "altered-session-token",
    expect: fails("identity/not-aws", minioChain(broken("s3/invalid-token", minioRefusals))),
  },
];

/** @type {Record<string, Case[]>} */
export const cases = {
  versitygw,
  moto: [...moto, ...motoAssumeRole],
  minio,
  "quilt-mcp": [...quiltMcpCases, ...accessCases],
  "quilt-mcp-on-lab": quiltMcpOnLabCases,
  "nginx-on-lab": nginxCases,
  "fastmcp-on-lab": fastmcpCases,
};
