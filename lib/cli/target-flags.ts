import { resolve } from "node:path";
import { AppError } from "@/lib/errors";
import { parseTarget } from "@/lib/targets/read-target-file";
import type { TargetFile } from "@/lib/wire/target-schema";

type Kind = "text" | "number" | "switch" | "path" | "log";

/** A single field of the target as a flag. */
export interface TargetFlag {
  /** As commander writes it. */
  readonly flags: string;
  readonly description: string;
  /** Where it goes in the target. */
  readonly path: readonly [string] | readonly [string, string];
  readonly kind: Kind;
}

function flag(flags: string, description: string, path: TargetFlag["path"], kind: Kind = "text"): TargetFlag {
  return { flags, description, path, kind };
}

/** Every target field that has a flag: the single list. */
export const targetFlags: readonly TargetFlag[] = [
  flag("--catalog-url <url>", "the catalog", ["catalogUrl"]),
  flag("--registry-url <url>", "registry URL, if config.json does not name it", ["registryUrl"]),
  flag("--mcp-url <url>", "MCP endpoint to check, such as https://mcp.example.com/mcp", ["mcpUrl"]),
  flag("--region <region>", "AWS region, if config.json does not name it", ["region"]),
  flag("--bucket <name>", "bucket to list", ["s3", "bucket"]),
  flag("--prefix <prefix>", "prefix to list", ["s3", "prefix"]),
  flag("--min-keys <n>", "fewest keys the listing must return (1)", ["s3", "minKeys"], "number"),
  flag("--query <text>", "what to search for", ["search", "query"]),
  flag("--search-bucket <name>", "bucket to search in (that of --bucket)", ["search", "bucket"]),
  flag("--min-hits <n>", "fewest hits the search must return (1)", ["search", "minHits"], "number"),
  flag("--search-api <api>", "graphql or legacy", ["search", "api"]),
  flag("--expect-role <arn>", "role that the credentials must belong to", ["expect", "roleArn"]),
  flag("--expect-account <id>", "account that the credentials must belong to", ["expect", "accountId"]),
  flag("--expect-issuer <iss>", "issuer that the token must name", ["expect", "issuer"]),
  flag("--expect-audience <aud>", "audience that the token must name", ["expect", "audience"]),
  flag("--strategy <name>", "auto, registry, assume-role or web-identity", ["exchange", "strategy"]),
  flag("--role-arn <arn>", "role to assume instead of the token's", ["exchange", "roleArn"]),
  flag("--base-env-prefix <prefix>", "base credentials are in PREFIX + AWS_ACCESS_KEY_ID …", [
    "exchange",
    "baseEnvPrefix",
  ]),
  flag("--base-profile <name>", "base credentials are this AWS profile's static keys", ["exchange", "baseProfile"]),
  flag("--external-id <id>", "external id to send with AssumeRole", ["exchange", "externalId"]),
  flag(
    "--duration-seconds <n>",
    "lifetime of the role session in seconds (AWS: 3600)",
    ["exchange", "durationSeconds"],
    "number",
  ),
  flag("--source-identity <id>", "source identity to send with AssumeRole", ["exchange", "sourceIdentity"]),
  flag("--sts-endpoint <url>", "STS endpoint, if not AWS's own", ["aws", "stsEndpoint"]),
  flag("--s3-endpoint <url>", "S3 endpoint, if not AWS's own", ["aws", "s3Endpoint"]),
  flag("--force-path-style", "address buckets by path", ["aws", "forcePathStyle"], "switch"),
  flag("--secret-env <var>", "variable with the HMAC secret to check the signature with", ["signature", "secretEnv"]),
  flag("--jwks-url <url>", "key set to check the signature with", ["signature", "jwksUrl"]),
  flag(
    "--public-key-file <file>",
    "PEM public key to check the signature with",
    ["signature", "publicKeyFile"],
    "path",
  ),
  flag(
    "--word-list-file <file>",
    "file of guessable secrets to try, one per line",
    ["signature", "wordListFile"],
    "path",
  ),
  flag("--ca-file <file>", "PEM of an additional certificate authority", ["tls", "caFile"], "path"),
  flag("--proxy <url>", "HTTP proxy", ["proxy"]),
  flag("--log-file <file>", "log of a server under test, to match with the requests", ["logs"], "log"),
];

/** The name of a flag as an operator types it: "--catalog-url". */
export function flagName(flag: TargetFlag): string {
  return flag.flags.split(" ")[0] ?? flag.flags;
}

/** The property that commander stores a flag's value under. */
function propertyOf(flag: TargetFlag): string {
  return flagName(flag)
    .slice(2)
    .replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function toNumber(text: string, flag: TargetFlag): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new AppError("BAD_REQUEST", `${flagName(flag)} is not a whole number.`, `Give a number: ${flag.flags}.`);
}

function toValue(given: unknown, flag: TargetFlag, cwd: string): unknown {
  const text = String(given);
  switch (flag.kind) {
    case "text":
      return text;
    case "number":
      return toNumber(text, flag);
    case "switch":
      return true;
    case "path":
      return resolve(cwd, text);
    case "log":
      return [{ type: "file", path: resolve(cwd, text) }];
  }
}

/**
 * The target fields given as flags, checked by the target's own schema. Paths become absolute.
 * @throws AppError BAD_REQUEST or BAD_TARGET naming the flag
 */
export function readTargetFlags(options: Readonly<Record<string, unknown>>, cwd: string): TargetFile {
  const target: Record<string, unknown> = {};
  const names = new Map<string, string>();
  for (const flag of targetFlags) {
    const given = options[propertyOf(flag)];
    if (given === undefined) continue;
    const value = toValue(given, flag, cwd);
    const [first, second] = flag.path;
    names.set(flag.path.join("."), flagName(flag));
    target[first] = second === undefined ? value : { ...Object(target[first]), [second]: value };
  }
  return parseTarget(target, "the command line", (path) => names.get(path) ?? path);
}
