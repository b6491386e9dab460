import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunView } from "@/lib/diagnosis/reduce";
import { baselineConfig } from "@/lib/lab/baseline-config";
import { openStack } from "@/lib/lab/open-stack";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { StackSecrets } from "@/lib/lab/stack/stack-secrets";
import { type TargetFile, targetFileSchema } from "@/lib/wire/target-schema";
import { makeTestCertificate } from "../certificates";
import { runStack } from "../run-lab";
import { startFront } from "./fault-front";
import type { Hop, Situation, SituationStack } from "./situation";

/** Longer than any answer of the lab on a busy machine, shorter than a test: nothing here hangs on purpose. */
const TIMEOUT_MS = 15_000;

/**
 * Runs the whole chain in one situation.
 * @throws if the target's fields are not those of a target file
 */
export async function runSituation(situation: Situation): Promise<RunView> {
  const folder = await mkdtemp(join(tmpdir(), "bonafide-situation-"));
  const behind = await openBehind(situation, join(folder, "lab.jsonl"));
  const { stack, token } = behind;
  const front = await openFront(situation, behind, folder);
  try {
    const target = targetFileSchema.parse({ ...front.target, logs: [], ...situation.target });
    const options = { timeoutMs: TIMEOUT_MS, ...situation.options };
    const { view } = await runStack({ ...stack, token }, { ...options, target });
    return view;
  } finally {
    await front.close();
    await stack.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openBehind({ given, token }: Situation, logPath: string): Promise<SituationStack> {
  const known: StackSecrets[] = [];
  const config = given?.(baselineConfig()) ?? baselineConfig();
  const onMinted = (made: StackSecrets) => void known.push(made);
  const stack = await openStack({ id: "baseline", config, logPath, onMinted });
  const [secrets] = known;
  if (secrets === undefined) throw new Error("the stack minted nothing");
  return { stack, secrets, token: token?.({ secrets }) ?? stack.token };
}

interface OpenFront {
  readonly target: TargetFile;
  close(): Promise<void>;
}

async function openFront(situation: Situation, behind: SituationStack, folder: string): Promise<OpenFront> {
  const { hop, fault } = situation;
  if (hop === undefined || fault === undefined) return { target: {}, close: async () => {} };
  const { target } = behind.stack;
  const registryUrl = hop === "registry" ? await registryOf(target) : "";
  const upstream = new URL(upstreamOf(hop, target, registryUrl));
  const certificate = situation.tls === true ? makeTestCertificate(Date.now()) : null;
  const token = () => behind.token;
  const front = await startFront({ upstream, token, certificate, decide: (call) => fault(call, behind) });
  const caFile = join(folder, "ca.pem");
  if (certificate !== null) await writeFile(caFile, certificate.certificatePem);
  const tls = certificate === null ? {} : { tls: { caFile } };
  if (hop !== "registry") {
    const path = situation.mcpPath ?? new URL(target.mcpUrl ?? "http://none/").pathname;
    return { target: { ...changed(hop, front.url, target, path), ...tls }, close: front.close };
  }
  const catalog = await startFront({
    upstream: new URL(target.catalogUrl ?? ""),
    token,
    certificate: null,
    decide: async (call) => renamed(await call.own(), registryUrl, front.url),
  });
  return {
    target: { catalogUrl: catalog.url, ...tls },
    close: async () => void (await Promise.all([front.close(), catalog.close()])),
  };
}

function renamed<T extends { body: string }>(reply: T, from: string, to: string): T {
  return { ...reply, body: reply.body.replaceAll(from, to) };
}

async function registryOf(target: LabStack["target"]): Promise<string> {
  const config: unknown = await (await fetch(`${target.catalogUrl}/config.json`)).json();
  return String(Reflect.get(Object(config), "registryUrl"));
}

function upstreamOf(hop: Hop, target: LabStack["target"], registryUrl: string): string {
  switch (hop) {
    case "catalog":
      return target.catalogUrl ?? "";
    case "registry":
      return registryUrl;
    case "sts":
      return target.aws?.stsEndpoint ?? "";
    case "s3":
      return target.aws?.s3Endpoint ?? "";
    case "mcp":
      return target.mcpUrl ?? "";
    case "keys":
      return target.signature?.jwksUrl ?? "";
  }
}

/** The fields of the target that lead to the front. */
function changed(hop: Exclude<Hop, "registry">, url: string, target: LabStack["target"], mcpPath: string): TargetFile {
  switch (hop) {
    case "catalog":
      return { catalogUrl: url };
    case "sts":
      return { aws: { ...target.aws, stsEndpoint: url } };
    case "s3":
      return { aws: { ...target.aws, s3Endpoint: url } };
    case "mcp":
      return { mcpUrl: `${url}${mcpPath}` };
    case "keys":
      return { signature: { jwksUrl: `${url}${new URL(target.signature?.jwksUrl ?? "").pathname}` } };
  }
}
