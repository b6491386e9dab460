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
  /** Which group of the help it stands in. */
  readonly group: "target" | "expect" | "keys" | "evidence" | "sts" | "network";
}

type Row = readonly [flags: string, description: string, path: TargetFlag["path"], kind?: Kind];

function inGroup(group: TargetFlag["group"], rows: readonly Row[]): readonly TargetFlag[] {
  return rows.map(([flags, description, path, kind = "text"]) => ({ flags, description, path, kind, group }));
}

/** Every target field that has a flag: the single list. */
export const targetFlags: readonly TargetFlag[] = [
  ...inGroup("target", [
    ["--catalog-url <url>", "the catalog", ["catalogUrl"]],
    ["--registry-url <url>", "registry URL, if config.json does not name it", ["registryUrl"]],
    ["--mcp-url <url>", "MCP endpoint to check, such as https://mcp.example.com/mcp", ["mcpUrl"]],
    ["--region <region>", "AWS region, if config.json does not name it", ["region"]],
    ["--bucket <name>", "bucket to list", ["s3", "bucket"]],
    ["--prefix <prefix>", "prefix to list", ["s3", "prefix"]],
    ["--query <text>", "what to search for", ["search", "query"]],
  ]),
  ...inGroup("expect", [
    ["--min-keys <n>", "fewest keys the listing must return (1)", ["s3", "minKeys"], "number"],
    ["--search-bucket <name>", "bucket to search in (that of --bucket)", ["search", "bucket"]],
    ["--min-hits <n>", "fewest hits the search must return (1)", ["search", "minHits"], "number"],
    ["--search-api <api>", "graphql or legacy", ["search", "api"]],
    ["--expect-role <arn>", "role that the credentials must belong to", ["expect", "roleArn"]],
    ["--expect-account <id>", "account that the credentials must belong to", ["expect", "accountId"]],
    ["--expect-issuer <iss>", "issuer that the token must name", ["expect", "issuer"]],
    ["--expect-audience <aud>", "audience that the token must name", ["expect", "audience"]],
  ]),
  ...inGroup("keys", [
    ["--secret-env <var>", "variable with the HMAC secret to check the signature with", ["signature", "secretEnv"]],
    ["--jwks-url <url>", "key set to check the signature with", ["signature", "jwksUrl"]],
    ["--public-key-file <file>", "PEM public key to check the signature with", ["signature", "publicKeyFile"], "path"],
    [
      "--word-list-file <file>",
      "file of guessable secrets to try, one per line",
      ["signature", "wordListFile"],
      "path",
    ],
  ]),
  ...inGroup("evidence", [
    ["--log-file <file>", "log of a server under test, to match with the requests", ["logs"], "log"],
  ]),
  ...inGroup("sts", [
    ["--strategy <name>", "auto, registry, assume-role or web-identity", ["exchange", "strategy"]],
    ["--role-arn <arn>", "role to assume instead of the token's", ["exchange", "roleArn"]],
    [
      "--base-env-prefix <prefix>",
      "base credentials are in PREFIX + AWS_ACCESS_KEY_ID …",
      ["exchange", "baseEnvPrefix"],
    ],
    ["--base-profile <name>", "base credentials are this AWS profile's static keys", ["exchange", "baseProfile"]],
    ["--external-id <id>", "external id to send with AssumeRole", ["exchange", "externalId"]],
    [
      "--duration-seconds <n>",
      "lifetime of the role session in seconds (AWS: 3600)",
      ["exchange", "durationSeconds"],
      "number",
    ],
    ["--source-identity <id>", "source identity to send with AssumeRole", ["exchange", "sourceIdentity"]],
  ]),
  ...inGroup("network", [
    ["--sts-endpoint <url>", "STS endpoint, if not AWS's own", ["aws", "stsEndpoint"]],
    ["--s3-endpoint <url>", "S3 endpoint, if not AWS's own", ["aws", "s3Endpoint"]],
    ["--force-path-style", "address buckets by path", ["aws", "forcePathStyle"], "switch"],
    ["--ca-file <file>", "PEM of an additional certificate authority", ["tls", "caFile"], "path"],
    ["--proxy <url>", "HTTP proxy", ["proxy"]],
  ]),
];

/** The name of a flag as an operator types it: "--catalog-url". */
function flagName(flag: TargetFlag): string {
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
