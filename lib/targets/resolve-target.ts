import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError } from "@/lib/errors";
import { findNearestName } from "@/lib/nearest-name";
import { Secret } from "@/lib/secret";
import { describeFileError } from "@/lib/settings/data-folder";
import type { Variables } from "@/lib/settings/read-env";
import { variableOf } from "@/lib/settings/variables";
import type { ResolvedTarget, SignatureKeys } from "@/lib/wire/resolved-target";
import type { TargetFile } from "@/lib/wire/target-schema";
import { resolveBaseCredentials } from "./base-credentials";
import { locateLog } from "./log-settings";
import { mergeTarget } from "./merge-target";

export interface ResolveOptions {
  /** Folder that relative paths in the target start from; null when it must name no file. */
  readonly baseDir: string | null;
  readonly env: Variables;
  /** Single fields given apart from the target; they win. Paths in them are absolute. */
  readonly overrides?: TargetFile | undefined;
  /** Name of one of the target's subjects. */
  readonly subject?: string | null | undefined;
  /** Used when the target has no name of its own. */
  readonly defaultName?: string | undefined;
  /** Only a token is looked at: no URL and no region is required. */
  readonly localOnly?: boolean | undefined;
}

export interface ResolvedRequest {
  readonly target: ResolvedTarget;
  readonly keys: SignatureKeys;
  readonly subject: string | null;
  /** Variable that the subject's token is in; null when the subject names none. */
  readonly tokenEnv: string | null;
  /** The subject is somebody without a token. */
  readonly withoutToken: boolean;
}

/**
 * Applies subject and overrides and reads every file and variable that the target names.
 * @throws AppError BAD_TARGET, MISSING_VARIABLE, or FILE_UNREADABLE; no message holds a value that was read
 */
export async function resolveTarget(raw: TargetFile, options: ResolveOptions): Promise<ResolvedRequest> {
  const subject = findSubject(raw, options.subject ?? null);
  const { expect, s3, search } = subject ?? {};
  const merged = mergeTarget(mergeTarget(raw, { expect, s3, search }), options.overrides ?? {});
  checkSubject(subject);
  if (options.localOnly !== true) checkPlaces(merged);
  checkOneKey(merged);
  const caFile = merged.tls?.caFile;
  const read = (path: string, key: string, maxBytes?: number) => readNamed(options.baseDir, path, key, maxBytes);
  const caPem = caFile === undefined ? undefined : checkCertificate(await read(caFile, "tls.caFile"), caFile);
  const { baseEnvPrefix: _prefix, baseProfile: _profile, ...settings } = merged.exchange ?? {};
  const base = await resolveBaseCredentials(merged.exchange ?? {}, options.env);
  const target: ResolvedTarget = {
    name: merged.name ?? options.defaultName ?? hostOf(merged),
    catalogUrl: merged.catalogUrl,
    registryUrl: merged.registryUrl,
    mcpUrl: merged.mcpUrl,
    region: merged.region,
    aws: merged.aws ?? {},
    exchange: { ...settings, base },
    s3: merged.s3 ?? {},
    search: merged.search ?? {},
    mcp: { calls: merged.mcp?.calls, toolPrefix: merged.mcp?.toolPrefix },
    mcpCommand: commandOf(merged, options.baseDir),
    expect: merged.expect ?? {},
    jwksUrl: merged.signature?.jwksUrl,
    require: merged.require,
    timeoutMs: merged.timeoutMs,
    caPem,
    proxyUrl: merged.proxy,
    access: subject?.access,
    accessNamed: [...new Set((merged.subjects ?? []).flatMap(({ access }) => Object.keys(access ?? {})))],
    logs: (merged.logs ?? []).map((log) => locateLog(log, (path) => locate(options.baseDir, path, "logs"))),
  };
  const keys = await readKeys(merged.signature ?? {}, options.env, read);
  return {
    target,
    keys,
    subject: subject?.name ?? null,
    tokenEnv: subject?.tokenEnv ?? null,
    withoutToken: subject?.token === "none",
  };
}

type Subject = NonNullable<TargetFile["subjects"]>[number];
type ReadNamed = (path: string, key: string, maxBytes?: number) => Promise<string>;

function findSubject(raw: TargetFile, name: string | null): Subject | undefined {
  if (name === null) return undefined;
  const subjects = raw.subjects ?? [];
  const found = subjects.find((subject) => subject.name === name);
  if (found !== undefined) return found;
  const names = subjects.map((subject) => subject.name);
  const nearest = findNearestName(name, names);
  throw new AppError(
    "BAD_TARGET",
    `The target has no subject "${name}"${nearest === undefined ? "" : `: did you mean ${nearest}?`}`,
    names.length === 0 ? "It names no subjects at all." : `Its subjects: ${names.join(", ")}.`,
  );
}

function checkSubject(subject: Subject | undefined): void {
  if (subject?.token === undefined || subject.tokenEnv === undefined) return;
  throw new AppError(
    "BAD_TARGET",
    `The subject "${subject.name}" has both token "none" and tokenEnv.`,
    "Keep one of them.",
  );
}

function checkPlaces(target: TargetFile): void {
  const strategy = target.exchange?.strategy;
  const neither = strategy === "assume-role" || strategy === "web-identity";
  if (!neither && target.catalogUrl === undefined && target.registryUrl === undefined) {
    throw new AppError(
      "BAD_TARGET",
      "catalogUrl or registryUrl is required.",
      "Give --catalog-url or --registry-url, or a target that has one.",
    );
  }
  if (target.region === undefined && target.catalogUrl === undefined) {
    throw new AppError(
      "BAD_TARGET",
      "region is required: without catalogUrl nothing else gives it.",
      "Give --region or --catalog-url.",
    );
  }
}

function checkOneKey(target: TargetFile): void {
  const { secretEnv, jwksUrl, publicKeyFile } = target.signature ?? {};
  const named = Object.entries({ secretEnv, jwksUrl, publicKeyFile }).filter(([, value]) => value !== undefined);
  if (named.length > 1) {
    const keys = named.map(([key]) => `signature.${key}`).join(" and ");
    throw new AppError("BAD_TARGET", `${keys} are both given: a token is checked with one key.`, "Keep one of them.");
  }
}

function commandOf({ mcp }: TargetFile, baseDir: string | null): ResolvedTarget["mcpCommand"] {
  if (mcp?.command === undefined) return undefined;
  return { words: mcp.command, folder: locate(baseDir, ".", "mcp.command") };
}

function hostOf(target: TargetFile): string {
  const url = target.catalogUrl ?? target.registryUrl;
  return url === undefined ? "target" : new URL(url).host;
}

async function readKeys(
  signature: NonNullable<TargetFile["signature"]>,
  env: Variables,
  read: ReadNamed,
): Promise<SignatureKeys> {
  const { secretEnv, publicKeyFile, wordListFile } = signature;
  return {
    secret: secretEnv === undefined ? undefined : new Secret(readVariable(env, secretEnv, "signature.secretEnv")),
    publicKeyPem:
      publicKeyFile === undefined
        ? undefined
        : checkPublicKey(await read(publicKeyFile, "signature.publicKeyFile"), publicKeyFile),
    wordList:
      wordListFile === undefined
        ? undefined
        : splitWords(await read(wordListFile, "signature.wordListFile", 32 * 1024 * 1024)),
  };
}

/**
 * The value of a variable that must be set.
 * @throws AppError MISSING_VARIABLE naming the variable and what asked for it
 */
export function readVariable(env: Variables, name: string, askedBy: string): string {
  const value = variableOf(env, name);
  if (value !== undefined && value !== "") return value;
  const state = value === undefined ? "not set" : "empty";
  // Somebody may have put the secret where its variable's name belongs.
  const shown = /^[A-Z_][A-Z0-9_]{0,63}$/.test(name) ? `the environment variable ${name}` : "an environment variable";
  throw new AppError(
    "MISSING_VARIABLE",
    `${askedBy} names ${shown}, which is ${state}.`,
    "Give the name of a variable, and export that variable.",
  );
}

function locate(baseDir: string | null, path: string, key: string): string {
  if (baseDir === null) {
    throw new AppError(
      "BAD_TARGET",
      `${key} names a file, which a target that came over HTTP may not.`,
      "Use a target file on this machine.",
    );
  }
  return resolve(baseDir, path);
}

async function readNamed(baseDir: string | null, path: string, key: string, maxBytes = 1024 * 1024): Promise<string> {
  const absolute = locate(baseDir, path, key);
  let bytes: Buffer;
  try {
    bytes = await readFile(absolute);
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `${key}: ${absolute} cannot be read: ${describeFileError(error)}.`,
      `Check the path in ${key}.`,
    );
  }
  if (bytes.length > maxBytes) {
    throw new AppError(
      "BAD_TARGET",
      `${key}: ${absolute} is over ${maxBytes / 1024 / 1024} MiB.`,
      `Check the path in ${key}.`,
    );
  }
  return bytes.toString("utf8");
}

function checkPublicKey(pem: string, path: string): string {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new AppError(
      "BAD_TARGET",
      `signature.publicKeyFile: ${path} holds a private key.`,
      "Give the public key only: openssl pkey -in key.pem -pubout.",
    );
  }
  if (!/-----BEGIN (PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)-----/.test(pem)) {
    throw new AppError(
      "BAD_TARGET",
      `signature.publicKeyFile: ${path} holds no PEM public key.`,
      "It begins with -----BEGIN PUBLIC KEY-----.",
    );
  }
  return pem;
}

function checkCertificate(pem: string, path: string): string {
  if (/-----BEGIN CERTIFICATE-----/.test(pem)) return pem;
  throw new AppError(
    "BAD_TARGET",
    `tls.caFile: ${path} holds no PEM certificate.`,
    "It begins with -----BEGIN CERTIFICATE-----.",
  );
}

function splitWords(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((word) => word !== "");
}
