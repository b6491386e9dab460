import { stdioWords } from "@/lib/lab/servers/mcp/stdio-words";
import { BASE_PREFIX } from "@/lib/lab/servers/sts/base-keys";
import type { Address } from "@/lib/lab/stack/addresses";
import { resolveAddress } from "@/lib/lab/stack/addresses";
import type { LabExchange, LabSubject } from "@/lib/lab/stack/iam-config";
import { roleArn } from "@/lib/lab/stack/identities";
import type { LabRunOptions } from "@/lib/lab/stack/lab-types";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { PUBLISHED_SECRET, type StackSecrets } from "@/lib/lab/stack/stack-secrets";
import type { TargetConfig } from "@/lib/lab/stack/target-config";
import { plainOptions } from "@/lib/wire/run-options";
import type { TargetFile } from "@/lib/wire/target-schema";

interface TargetParts {
  readonly id: string;
  readonly config: StackConfig;
  readonly secrets: StackSecrets;
  readonly ports: ReadonlyMap<string, number>;
  readonly logPath: string;
}

/** A bucket name that the lab's S3 does not have. */
const ABSENT_BUCKET = "quilt-lab-typo";

/** The target file that points at a running stack. It holds no secret. */
export function labTarget(parts: TargetParts): TargetFile {
  const { config, secrets } = parts;
  const { target } = config;
  const url = (address: Address) => resolveAddress(address, parts.ports);
  // The vended role may be the wrong one: what is expected is the role of a healthy stack.
  const expected = { kind: "role", partition: "aws", account: "own", path: "/quilt/", name: "LabReadRole" } as const;
  const expect = {
    ...(target.expectRole ? { roleArn: roleArn(expected, secrets) } : {}),
    ...(target.expectIssuer === null ? {} : { issuer: target.expectIssuer }),
    ...(target.expectAudience === null ? {} : { audience: target.expectAudience }),
  };
  const bucket = target.bucket === "absent" ? ABSENT_BUCKET : secrets.bucket;
  return {
    name: `lab/${parts.id}`,
    ...(target.catalogUrl === null ? {} : { catalogUrl: url(target.catalogUrl) }),
    ...(target.registryUrl === null ? {} : { registryUrl: url(target.registryUrl) }),
    ...(target.mcpUrl === null ? {} : { mcpUrl: url(target.mcpUrl) }),
    ...mcpOf(target, secrets),
    ...(target.region === null ? {} : { region: target.region }),
    aws: { stsEndpoint: url(target.stsEndpoint), s3Endpoint: url(target.s3Endpoint), forcePathStyle: true },
    ...(target.bucket === null ? {} : { s3: { bucket, prefix: target.prefix, minKeys: 1 } }),
    search: { query: target.query, bucket: secrets.bucket, minHits: 1, api: target.searchApi },
    ...(target.exchange === null ? {} : { exchange: exchangeOf(target.exchange, config, secrets) }),
    ...(target.subject === null ? {} : { subjects: [subjectOf(target.subject)] }),
    ...(Object.keys(expect).length === 0 ? {} : { expect }),
    ...(target.jwksUrl === null ? {} : { signature: { jwksUrl: url(target.jwksUrl) } }),
    logs: [{ type: "file", path: parts.logPath }],
  };
}

function mcpOf({ mcpCalls, mcpCommand, toolPrefix }: TargetConfig, secrets: StackSecrets): Pick<TargetFile, "mcp"> {
  if (mcpCalls.length === 0 && mcpCommand === null && toolPrefix === "") return {};
  return {
    mcp: {
      ...(mcpCalls.length === 0 ? {} : { calls: mcpCalls.map((call) => ({ ...call })) }),
      ...(toolPrefix === "" ? {} : { toolPrefix }),
      ...(mcpCommand === null ? {} : { command: stdioWords(mcpCommand, secrets) }),
    },
  };
}

/** Settings that are null are left out. */
function exchangeOf(exchange: LabExchange, config: StackConfig, secrets: StackSecrets): TargetFile["exchange"] {
  const { strategy, role, base, externalId, durationSeconds, sessionTags, sourceIdentity } = exchange;
  const own = config.registry.vends.role;
  return {
    strategy,
    ...(role === null ? {} : { roleArn: roleArn(role === "own" ? own : { ...own, name: "NoSuchRole" }, secrets) }),
    ...(base === null ? {} : { baseEnvPrefix: BASE_PREFIX }),
    ...(externalId === null ? {} : { externalId }),
    ...(durationSeconds === null ? {} : { durationSeconds }),
    ...(sessionTags === null ? {} : { sessionTags }),
    ...(sourceIdentity === null ? {} : { sourceIdentity }),
  };
}

function subjectOf({ name, withoutToken, access }: LabSubject): NonNullable<TargetFile["subjects"]>[number] {
  return { name, ...(withoutToken ? { token: "none" } : {}), access };
}

/** What a run of the stack needs beside the target: the key to check with is a secret and so never in a target. */
export function labRunOptions(config: StackConfig, secrets: StackSecrets): LabRunOptions {
  const { subject } = config.target;
  return {
    ...(subject === null ? {} : { subject: subject.name, withoutToken: subject.withoutToken }),
    ...plainOptions(config.options),
    ...keyOption(config, secrets),
  };
}

function keyOption(config: StackConfig, secrets: StackSecrets): LabRunOptions {
  switch (config.options.signatureKey) {
    case "registry":
      return { signatureKey: secrets.signingSecret };
    case "other":
      return { signatureKey: secrets.otherSecret };
    case "issuer-public":
      return secrets.issuerKey === null
        ? {}
        : { publicKeyPem: secrets.issuerKey.publicKey.export({ format: "pem", type: "spki" }).toString() };
    case "none":
      return {};
  }
}

/** Secrets that were made for this stack; what is published already is none. */
export function ownSecrets(secrets: StackSecrets): readonly string[] {
  return [secrets.signingSecret, secrets.otherSecret].filter((secret) => secret !== PUBLISHED_SECRET);
}
