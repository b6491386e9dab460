import { dataBucket, objectKey, otherBucket } from "./buckets.mjs";
import { cases } from "./cases.mjs";
import { differences, logDifferences } from "./check.mjs";
import { runCheck } from "./cli.mjs";
import { startStack } from "./registry.mjs";
import { leaks } from "./secrets.mjs";
import { startTap } from "./tap.mjs";

/**
 * A server under test, started and set up: buckets `peers-data` (listing allowed) and `peers-other` (not).
 * @typedef {{
 *   stsEndpoint: string, s3Endpoint: string, region: string, roleArn: string,
 *   accountId: string | null,
 *   secrets: string[],
 *   vend: () => Promise<import("./registry.mjs").Vended>,
 *   stop: () => Promise<void>,
 *   signIdToken?: (wanted?: { audience?: string, lifetimeSeconds?: number }) => Promise<string>,
 *   jwksUrl?: string, issuer?: string, certFile?: string,
 *   baseKeys?: { accessKeyId: string, secretAccessKey: string },
 * }} Partner
 * @typedef {{ partner: string, name: string, passed: boolean, differences: string[], durationMs: number }} Outcome
 */

/** The same text with its middle replaced: still of the right length and alphabet, but of no one's making. @param {string} text */
function altered(text) {
  const middle = text.length >> 1;
  const other = [...text.slice(middle, middle + 12)].map((char) => (char === "A" ? "B" : "A")).join("");
  return text.slice(0, middle) + other + text.slice(middle + 12);
}

/** @type {Record<string, (vended: import("./registry.mjs").Vended) => import("./registry.mjs").Vended>} */
const alterations = {
  "as-issued": (vended) => vended,
  "altered-secret": (vended) => ({ ...vended, SecretAccessKey: altered(vended.SecretAccessKey) }),
  "altered-session-token": (vended) => ({ ...vended, SessionToken: altered(vended.SessionToken) }),
};

/**
 * Runs all rows of one partner and prints a line for each.
 * @param {string} name
 * @param {Partner} partner
 * @param {string} folder
 * @returns {Promise<Outcome[]>}
 */
export async function runCases(name, partner, folder) {
  /** @type {Map<string, string>} value → name */
  const secrets = new Map(partner.secrets.map((secret) => [secret, "the server's root secret"]));
  let vends = "as-issued";
  const stack = await startStack({
    region: partner.region,
    objects: [dataBucket, otherBucket].map((bucket) => ({ bucket, key: objectKey })),
    vend: async () => {
      const issued = await partner.vend();
      const vended = (alterations[vends] ?? alterations["as-issued"])?.(issued) ?? issued;
      for (const [kind, values] of [
        ["secret key", [issued.SecretAccessKey, vended.SecretAccessKey]],
        ["session token", [issued.SessionToken, vended.SessionToken]],
      ]) {
        for (const value of values ?? []) secrets.set(value, `a vended ${kind}`);
      }
      return vended;
    },
  });
  secrets.set(stack.secret, "the registry's signing secret");
  const taps = { sts: await startTap(partner.stsEndpoint), s3: await startTap(partner.s3Endpoint) };
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    for (const row of cases[name] ?? []) {
      const started = Date.now();
      vends = row.vends ?? "as-issued";
      stack.logs.catalog.length = 0;
      stack.logs.registry.length = 0;
      taps.sts.reset();
      taps.s3.reset();
      const token = await makeToken(row, partner, stack);
      rememberToken(secrets, token);
      const run = await runCheck({
        target: {
          ...baseTarget(partner, stack, taps),
          ...(row.signed ? { signature: { secretEnv: "PEERS_KEY" } } : {}),
          ...row.target?.(partner),
        },
        token,
        folder,
        env: { ...(row.signed ? { PEERS_KEY: stack.secret } : {}), ...row.env?.(partner) },
      });
      for (const { bearer } of stack.logs.registry) if (bearer !== null) rememberToken(secrets, bearer);
      const found = [
        ...differences(run, row.expect),
        ...logDifferences(run.report, [
          { name: "the catalog", origin: stack.catalogUrl, seen: stack.logs.catalog },
          { name: "the registry", origin: stack.registryUrl, seen: stack.logs.registry },
          { name: "STS", origin: taps.sts.url, seen: taps.sts.requests() },
          { name: "S3", origin: taps.s3.url, seen: taps.s3.requests() },
        ]),
        ...[
          ["stdout", run.stdout],
          ["stderr", run.stderr],
          ["a file it left", run.left],
        ].flatMap(([where, text]) => leaks(text ?? "", secrets).map((leak) => `${leak} in ${where}`)),
      ];
      outcomes.push(
        report({
          partner: name,
          name: row.name,
          passed: found.length === 0,
          differences: found,
          durationMs: Date.now() - started,
        }),
      );
    }
  } finally {
    await Promise.all([taps.sts.stop(), taps.s3.stop(), stack.stop()]);
  }
  return outcomes;
}

/** @param {Outcome} outcome */
function report(outcome) {
  console.log(`${outcome.passed ? "✓" : "✗"} ${outcome.partner}: ${outcome.name} (${outcome.durationMs} ms)`);
  for (const difference of outcome.differences) console.log(`    ${difference}`);
  return outcome;
}

/**
 * @param {Partner} partner
 * @param {Awaited<ReturnType<typeof startStack>>} stack
 * @param {Record<"sts" | "s3", Awaited<ReturnType<typeof startTap>>>} taps
 */
function baseTarget(partner, stack, taps) {
  return {
    name: "peers",
    catalogUrl: stack.catalogUrl,
    region: partner.region,
    aws: { stsEndpoint: taps.sts.url, s3Endpoint: taps.s3.url, forcePathStyle: true },
    s3: { bucket: dataBucket, prefix: "raw/" },
    search: { query: "README.md", bucket: dataBucket },
    expect: { roleArn: partner.roleArn },
  };
}

/**
 * @param {import("./cases.mjs").Case} row
 * @param {Partner} partner
 * @param {Awaited<ReturnType<typeof startStack>>} stack
 * @returns {Promise<string>}
 */
async function makeToken(row, partner, stack) {
  const kind = row.token ?? "catalog";
  if (kind === "catalog") return stack.signToken();
  if (partner.signIdToken === undefined) throw new Error(`${kind} needs a partner with an issuer`);
  if (kind === "web-identity-wrong-audience") return partner.signIdToken({ audience: "somebody-else" });
  if (kind === "web-identity-expired") return partner.signIdToken({ lifetimeSeconds: -900 });
  return partner.signIdToken();
}

/** @param {Map<string, string>} secrets @param {string} token */
function rememberToken(secrets, token) {
  secrets.set(token, "a bearer token");
  const signature = token.split(".")[2];
  // The signature alone is what makes a token a credential.
  if (signature !== undefined && signature.length > 20) secrets.set(signature, "a token's signature");
}
