import { Agent, get } from "node:https";
import { createInterface } from "node:readline";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { RunView } from "@/lib/diagnosis/reduce";
import { startLab } from "@/lib/lab/start-lab";
import { createTestRuntime, runStack } from "./run-lab";
import { tapServers, type WireTap } from "./wire-tap";

/** What came of one case, without what differs from run to run. */
export interface PoisonedOutcome {
  readonly id: string;
  readonly verdict: string;
  readonly code: string | null;
  readonly layers: readonly string[];
  readonly exchanges: readonly string[];
  /** As the lab's servers saw them: method, path, header names, user agent, signed scope. */
  readonly arrived: readonly string[];
}

const REPLACED = "exchange at the fake, over TLS";
const cases = [
  "exchange-user-disabled",
  "exchange-missing-fields",
  "exchange-not-json",
  "identity-invalid-key",
  "identity-request-time-skewed",
  "s3-access-denied",
  "s3-throttled",
  "s3-wrong-region-redirect",
  "healthy",
  "healthy-region-from-catalog",
  REPLACED,
];

function outcomeOf(id: string, view: RunView, tap: WireTap): PoisonedOutcome {
  const traces = new Set(view.layers.flatMap((layer) => layer.exchanges.map((exchange) => exchange.traceId)));
  const arrived = tap.requests.filter(({ traceId }) => traces.has(traceId ?? ""));
  return {
    id,
    verdict: view.conclusion?.verdict ?? "none",
    code: view.conclusion?.code ?? null,
    layers: view.layers.map((layer) => {
      const codes = (layer.result?.findings ?? []).map((finding) => finding.code);
      const controls = layer.controlResults.map(({ name, observed, status }) => `${name}=${observed}/${status}`);
      return [layer.id, layer.status, ...codes.sort(), ...controls.sort()].join(" ");
    }),
    exchanges: view.layers.flatMap((layer) =>
      layer.exchanges
        .map(({ purpose, method, status, failure }) => `${layer.id} ${purpose} ${method} ${status} ${failure}`)
        .sort(),
    ),
    arrived: arrived
      .map(({ method, path, headers }) => {
        const scope = /Credential=[^/]+\/\d+\/([^,]+)/.exec(headers.authorization ?? "")?.[1] ?? "no scope";
        const bucket = path.replace(/quilt-lab-[0-9a-f]+/, "BUCKET");
        return `${method} ${bucket} ${Object.keys(headers).sort().join(",")} ${headers["user-agent"]} ${scope}`;
      })
      .sort(),
  };
}

/** Runs every case, and says what came of each. */
async function runCases(fakeTlsUrl: string): Promise<readonly PoisonedOutcome[]> {
  const { runtime } = await createTestRuntime();
  const lab = await startLab();
  const tap = tapServers();
  const outcomes: PoisonedOutcome[] = [];
  for (const id of cases) {
    const stack = id === REPLACED ? await lab.baseline() : await lab.open(id);
    const more = id === REPLACED ? { target: { registryUrl: fakeTlsUrl } } : {};
    const { view } = await runStack(stack, { runtime, ...more });
    outcomes.push(outcomeOf(id, view, tap));
    await stack.close();
  }
  tap.close();
  await lab.close();
  return outcomes;
}

/** What an AWS client does that leaves its settings to the environment. */
async function askAws(): Promise<string> {
  const region = process.env.AWS_REGION === undefined ? { region: "us-east-1" } : {};
  try {
    const client = new STSClient({ ...region, maxAttempts: 1 });
    const { Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: AbortSignal.timeout(5_000) });
    return `identity ${Arn}`;
  } catch (error) {
    return `no identity: ${error instanceof Error ? error.name : "unknown"}`;
  }
}

/** What an HTTPS client does that trusts whom the process trusts. Its own agent takes no proxy from the environment. */
function askOverTls(url: string): Promise<string> {
  return new Promise((resolve) => {
    const request = get(url, { agent: new Agent() }, (response) => resolve(`status ${response.resume().statusCode}`));
    request.on("error", () => resolve("no TLS"));
  });
}

const [fakeTlsUrl = ""] = process.argv.slice(2);
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);
say(await runCases(fakeTlsUrl));
for await (const bait of createInterface({ input: process.stdin })) {
  if (bait === "aws") say(await askAws());
  if (bait === "tls") say(await askOverTls(fakeTlsUrl));
}
