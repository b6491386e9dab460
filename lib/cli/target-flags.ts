import { resolve } from "node:path";
import { AppError } from "@/lib/errors";
import { parseTarget } from "@/lib/targets/read-target-file";
import type { TargetFile } from "@/lib/wire/target-schema";
import { optionProperty } from "./option-property";

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
  flag("--registry-url <url>", "the registry, where config.json does not name it", ["registryUrl"]),
  flag("--mcp-url <url>", "MCP endpoint to check, such as https://mcp.example.com/mcp", ["mcpUrl"]),
  flag("--region <region>", "AWS region, where config.json does not name it", ["region"]),
  flag("--bucket <name>", "bucket to list", ["s3", "bucket"]),
  flag("--prefix <prefix>", "prefix to list", ["s3", "prefix"]),
  flag("--min-keys <n>", "keys that the listing must give (1)", ["s3", "minKeys"], "number"),
  flag("--query <text>", "what to search for", ["search", "query"]),
  flag("--search-bucket <name>", "bucket to search in (that of --bucket)", ["search", "bucket"]),
  flag("--min-hits <n>", "hits that the search must give (1)", ["search", "minHits"], "number"),
  flag("--search-api <api>", "graphql or legacy", ["search", "api"]),
  flag("--expect-role <arn>", "role that the credentials must be of", ["expect", "roleArn"]),
  flag("--expect-account <id>", "account that the credentials must be of", ["expect", "accountId"]),
  flag("--expect-issuer <iss>", "issuer that the token must name", ["expect", "issuer"]),
  flag("--expect-audience <aud>", "audience that the token must name", ["expect", "audience"]),
  flag("--strategy <name>", "auto, registry, assume-role or web-identity", ["exchange", "strategy"]),
  flag("--role-arn <arn>", "role to assume, in place of the token's", ["exchange", "roleArn"]),
  flag("--base-env-prefix <prefix>", "base credentials are in PREFIX + AWS_ACCESS_KEY_ID …", [
    "exchange",
    "baseEnvPrefix",
  ]),
  flag("--base-profile <name>", "base credentials are this AWS profile's static keys", ["exchange", "baseProfile"]),
  flag("--external-id <id>", "external id to send with AssumeRole", ["exchange", "externalId"]),
  flag("--duration-seconds <n>", "life of the role session (AWS: 3600)", ["exchange", "durationSeconds"], "number"),
  flag("--source-identity <id>", "source identity to send with AssumeRole", ["exchange", "sourceIdentity"]),
  flag("--sts-endpoint <url>", "STS, where it is not AWS's own", ["aws", "stsEndpoint"]),
  flag("--s3-endpoint <url>", "S3, where it is not AWS's own", ["aws", "s3Endpoint"]),
  flag("--force-path-style", "address buckets by path", ["aws", "forcePathStyle"], "switch"),
  flag("--secret-env <var>", "variable with the HMAC secret to check the signature with", ["signature", "secretEnv"]),
  flag("--jwks-url <url>", "key set to check the signature with", ["signature", "jwksUrl"]),
  flag(
    "--public-key-file <file>",
    "PEM public key to check the signature with",
    ["signature", "publicKeyFile"],
    "path",
  ),
  flag("--word-list-file <file>", "guessable secrets to try, one a line", ["signature", "wordListFile"], "path"),
  flag("--ca-file <file>", "PEM of an additional certificate authority", ["tls", "caFile"], "path"),
  flag("--proxy <url>", "HTTP proxy", ["proxy"]),
  flag("--log-file <file>", "log of a server under test, to match with the requests", ["logs"], "log"),
];

/** The name of a flag as an operator types it: "--catalog-url". */
export function flagName(flag: TargetFlag): string {
  return flag.flags.split(" ")[0] ?? flag.flags;
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
    const given = options[optionProperty(flagName(flag))];
    if (given === undefined) continue;
    const value = toValue(given, flag, cwd);
    const [first, second] = flag.path;
    names.set(flag.path.join("."), flagName(flag));
    target[first] = second === undefined ? value : { ...Object(target[first]), [second]: value };
  }
  return parseTarget(target, "the command line", (path) => names.get(path) ?? path);
}
