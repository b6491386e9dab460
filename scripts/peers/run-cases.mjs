import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { dataBucket, objectKey, otherBucket, readableBucket } from "./buckets.mjs";
import { cases } from "./cases.mjs";
import { differences, logDifferences } from "./check.mjs";
import { runCheck } from "./cli.mjs";
import { prepareFastmcp } from "./fastmcp.mjs";
import { prepareFronts } from "./fronts.mjs";
import { prepareDeployments } from "./mcp-deployments.mjs";
import { writeQuilt3Session } from "./quilt3-session.mjs";
import { startStack } from "./registry.mjs";
import { signRoleToken } from "./role-token.mjs";
import { leaks } from "./secrets.mjs";
import { startTap } from "./tap.mjs";

/**
 * A server under test, started and set up: buckets `peers-data` (listing allowed), `peers-other` (not) and `peers-readable`.
 * @typedef {{
 *   stsEndpoint: string, s3Endpoint: string, region: string, roleArn: string,
 *   accountId: string | null,
 *   secrets: string[],
 *   vend: () => Promise<import("./registry.mjs").Vended>,
 *   stop: () => Promise<void>,
 *   signIdToken?: (wanted?: { audience?: string, lifetimeSeconds?: number }) => Promise<string>,
 *   jwksUrl?: string, issuer?: string, certFile?: string,
 *   baseKeys?: { accessKeyId: string, secretAccessKey: string },
 *   lab?: { target: Record<string, unknown>, stack: import("./mcp-deployments.mjs").StackAhead },
 * }} Partner
 * @typedef {{ partner: string, name: string, passed: boolean, differences: string[], durationMs: number }} Outcome
 */

/** The same text with its middle replaced: still of the right length and alphabet, but of no one's making. @param {string} text */
function altered(text) {
  const middle = text.length >> 1;
  const other = [...text.slice(middle, middle + 12)].map((char) => (char === "A" ? "B" : "A")).join("");
  return text.slice(0, middle) + other + text.slice(middle + 12);
}

/** @typedef {import("./registry.mjs").Vended} Vended */

const alterations = {
  "as-issued": (/** @type {Vended} */ vended) => vended,
  "altered-secret": (/** @type {Vended} */ vended) => ({ ...vended, SecretAccessKey: altered(vended.SecretAccessKey) }),
  "altered-session-token": (/** @type {Vended} */ vended) => ({
    ...vended,
    SessionToken: altered(vended.SessionToken),
  }),
};

/**
 * What a row needs besides the server: the registry that vends its credentials, listeners before STS and S3, and every
 * secret that must not come out anywhere (value → name).
 * @typedef {{
 *   partner: Partner,
 *   folder: string,
 *   stack: Awaited<ReturnType<typeof startStack>>,
 *   mcp: Awaited<ReturnType<typeof prepareDeployments>> | null,
 *   fastmcp: ReturnType<typeof prepareFastmcp> | null,
 *   taps: Record<"sts" | "s3", Awaited<ReturnType<typeof startTap>>>,
 *   secrets: Map<string, string>,
 *   vending: { alteration: keyof typeof alterations },
 * }} Stage
 */

/**
 * Runs the rows of one partner and prints a line for each.
 * @param {string} name
 * @param {Partner} partner
 * @param {string} folder
 * @param {string} wanted part of the names of the rows to run; empty for all of them
 * @returns {Promise<Outcome[]>}
 */
export async function runCases(name, partner, folder, wanted) {
  const stage = await setStage(name, partner, folder);
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    for (const row of (cases[name] ?? []).filter((one) => one.name.includes(wanted))) {
      const started = Date.now();
      const found = await runRow(row, stage);
      const outcome = { partner: name, name: row.name, passed: found.length === 0 };
      outcomes.push({ ...outcome, differences: found, durationMs: Date.now() - started });
      printOutcome(outcomes.at(-1));
    }
  } finally {
    const { taps, stack, mcp, fastmcp } = stage;
    await Promise.all([taps.sts.stop(), taps.s3.stop(), stack.stop(), mcp?.stop(), fastmcp?.stop()]);
  }
  return outcomes;
}

/** @param {string} name @param {Partner} partner @param {string} folder @returns {Promise<Stage>} */
async function setStage(name, partner, folder) {
  const secrets = new Map(partner.secrets.map((secret) => [secret, "the server's root secret"]));
  /** @type {Stage["vending"]} */
  const vending = { alteration: "as-issued" };
  const stack = await startStack({
    region: partner.region,
    objects: [dataBucket, otherBucket, readableBucket].map((bucket) => ({ bucket, key: objectKey })),
    vend: async () => {
      const issued = await partner.vend();
      const vended = alterations[vending.alteration](issued);
      for (const { SecretAccessKey, SessionToken } of [issued, vended]) {
        secrets.set(SecretAccessKey, "a vended secret key").set(SessionToken, "a vended session token");
      }
      return vended;
    },
  });
  secrets.set(stack.secret, "the registry's signing secret");
  const taps = { sts: await startTap(partner.stsEndpoint), s3: await startTap(partner.s3Endpoint) };
  const ahead = { stack: partner.lab?.stack ?? stack, partner, secrets };
  const hasMcp = (cases[name] ?? []).some((row) => row.mcp !== undefined);
  const mcp = hasMcp ? await prepareDeployments(ahead, folder) : null;
  const hasFastmcp = (cases[name] ?? []).some((row) => row.fastmcp !== undefined);
  const fastmcp = hasFastmcp ? prepareFastmcp(await ahead.stack.signToken(), folder) : null;
  return { partner, folder, stack, mcp, fastmcp, taps, secrets, vending };
}

/**
 * What of the target names the row's FastMCP server, or the nginx before it and the lab.
 * @param {import("./cases.mjs").Case} row @param {Stage} stage
 */
async function inFront(row, { partner, fastmcp, folder }) {
  const target = partner.lab?.target ?? {};
  const own = row.fastmcp === undefined ? null : await fastmcp?.originOf(row.fastmcp);
  const mcp = own ?? new URL(String(target.mcpUrl ?? "http://127.0.0.1")).origin;
  if (row.front === undefined) {
    return { target: own === null ? {} : { mcpUrl: `${own}${row.mcpPath ?? "/mcp"}` }, stop: async () => {} };
  }
  const registry = partner.lab?.stack.registryUrl ?? "";
  const front = await prepareFronts({ registry, mcp, folder }, [row.front]);
  return { target: front.targetOf(row.front), stop: front.stop };
}

/** @param {import("./cases.mjs").Case} row @param {Stage} stage @returns {Promise<string[]>} what is not as it should be */
async function runRow(row, stage) {
  const front = await inFront(row, stage);
  try {
    return await runOn(row, stage, front.target);
  } finally {
    await front.stop();
  }
}

/** @param {import("./cases.mjs").Case} row @param {Stage} stage @param {Record<string, unknown>} front */
async function runOn(row, stage, front) {
  const { partner, folder, stack, taps, secrets, vending } = stage;
  const mcpTap = row.mcp === undefined ? undefined : await stage.mcp?.tapOf(row.mcp);
  vending.alteration = row.vends ?? "as-issued";
  stack.logs.catalog.length = 0;
  stack.logs.registry.length = 0;
  taps.sts.reset();
  taps.s3.reset();
  mcpTap?.reset();
  const token = await makeToken(row, stage);
  const sessionHome = row.quilt3Session === true ? join(folder, "quilt3-home") : null;
  if (sessionHome !== null) await writeQuilt3Session(sessionHome, partner.lab?.stack ?? stack);
  const signature = row.signed ? { signature: { secretEnv: "PEERS_KEY" } } : {};
  const run = await runCheck({
    target: {
      ...baseTarget(stage),
      ...(mcpTap === undefined ? {} : { mcpUrl: `${mcpTap.url}/mcp` }),
      ...front,
      ...signature,
      ...(row.access === undefined ? {} : { subjects: [{ name: "caller", access: row.access }] }),
      ...row.target?.(partner),
    },
    token,
    folder,
    args: [...(row.access === undefined ? [] : ["--subject", "caller"]), ...(row.args ?? [])],
    env: {
      ...(sessionHome === null ? {} : { HOME: sessionHome }),
      ...(row.signed ? { PEERS_KEY: stack.secret } : {}),
      ...row.env?.(partner),
    },
  });
  for (const bearer of [token, ...stack.logs.registry.map((request) => request.bearer)]) rememberToken(secrets, bearer);
  const found = [
    ...differences(run, row.expect),
    ...logDifferences(run.report, [
      ...(partner.lab === undefined
        ? [
            { name: "the catalog", origin: stack.catalogUrl, seen: stack.logs.catalog.filter(notOfServer) },
            { name: "the registry", origin: stack.registryUrl, seen: stack.logs.registry.filter(notOfServer) },
          ]
        : []),
      ...(mcpTap === undefined ? [] : [{ name: "the MCP server", origin: mcpTap.url, seen: mcpTap.requests() }]),
      { name: "STS", origin: taps.sts.url, seen: taps.sts.requests() },
      { name: "S3", origin: taps.s3.url, seen: taps.s3.requests() },
    ]),
    ...leaks(run.stdout, secrets).map((leak) => `${leak} on stdout`),
    ...leaks(run.stderr, secrets).map((leak) => `${leak} on stderr`),
    ...leaks(run.left, secrets).map((leak) => `${leak} in a file that the run left`),
  ];
  return found;
}

/** quilt-mcp calls catalog and registry too: those requests are none of the run's. @param {{ agent: string }} request */
const notOfServer = ({ agent }) => !agent.startsWith("python-requests/");

/** @param {Outcome | undefined} outcome */
function printOutcome(outcome) {
  if (outcome === undefined) return;
  const mark = outcome.passed ? "✓" : "✗";
  console.log(`${mark} ${outcome.partner}: ${outcome.name} (${outcome.durationMs} ms)`);
  for (const difference of outcome.differences) console.log(`    ${difference}`);
}

/** @param {Stage} stage */
function baseTarget({ partner, stack, taps }) {
  const aws = { stsEndpoint: taps.sts.url, s3Endpoint: taps.s3.url, forcePathStyle: true };
  if (partner.lab !== undefined) return { ...partner.lab.target, logs: undefined, aws };
  return {
    name: "peers",
    catalogUrl: stack.catalogUrl,
    region: partner.region,
    aws,
    s3: { bucket: dataBucket, prefix: "raw/" },
    search: { query: "README.md", bucket: dataBucket },
    expect: { roleArn: partner.roleArn },
  };
}

/**
 * @param {import("./cases.mjs").Case} row
 * @param {Stage} stage
 * @returns {Promise<string | null>} null for a caller without one
 */
async function makeToken(row, { partner, stack, mcp }) {
  const kind = row.token ?? "catalog";
  if (kind === "none") return null;
  if (kind === "tampered") return withOtherSignature(await stack.signToken());
  if (kind === "expired") return stack.signToken("1 hour ago");
  if (kind === "catalog") return (partner.lab?.stack ?? stack).signToken();
  if (kind === "role" || kind === "role-forged") return signRoleToken(kind === "role" ? stack.secret : randomUUID());
  if (kind === "other-stack" && mcp !== null) return mcp.other.signToken();
  if (partner.signIdToken === undefined) throw new Error(`${kind} needs a partner with an issuer`);
  if (kind === "web-identity-wrong-audience") return partner.signIdToken({ audience: "somebody-else" });
  if (kind === "web-identity-expired") return partner.signIdToken({ lifetimeSeconds: -900 });
  return partner.signIdToken();
}

/** @param {string} token */
function withOtherSignature(token) {
  const cut = token.lastIndexOf(".") + 1;
  return token.slice(0, cut) + altered(token.slice(cut));
}

/** @param {Map<string, string>} secrets @param {string | null} token */
function rememberToken(secrets, token) {
  if (token === null) return;
  secrets.set(token, "a bearer token");
  const signature = token.split(".")[2];
  // The signature alone is what makes a token a credential.
  if (signature !== undefined && signature.length > 20) secrets.set(signature, "a token's signature");
}
