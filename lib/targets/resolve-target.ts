import { AppError } from "@/lib/errors";
import { findNearestName } from "@/lib/nearest-name";
import type { Variables } from "@/lib/settings/read-env";
import type { ResolvedTarget, SignatureKeys } from "@/lib/wire/resolved-target";
import type { TargetFile } from "@/lib/wire/target-schema";
import { resolveBaseCredentials } from "./base-credentials";
import { readTargetKeys } from "./keys/target-keys";
import { locateLog } from "./log-settings";
import { mergeTarget } from "./merge-target";
import { locateNamed, type NamedFiles, namedFiles } from "./named-files";

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
  const files = namedFiles(options.baseDir);
  const caPem = caFile === undefined ? undefined : await readCertificate(files, caFile);
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
    logs: (merged.logs ?? []).map((log) => locateLog(log, (path) => locateNamed(options.baseDir, path, "logs"))),
  };
  const keys = await readTargetKeys(merged.signature ?? {}, options.env, files);
  return {
    target,
    keys,
    subject: subject?.name ?? null,
    tokenEnv: subject?.tokenEnv ?? null,
    withoutToken: subject?.token === "none",
  };
}

type Subject = NonNullable<TargetFile["subjects"]>[number];

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
  return { words: mcp.command, folder: locateNamed(baseDir, ".", "mcp.command") };
}

function hostOf(target: TargetFile): string {
  const url = target.catalogUrl ?? target.registryUrl;
  return url === undefined ? "target" : new URL(url).host;
}

async function readCertificate(files: NamedFiles, path: string): Promise<string> {
  const pem = await files.text(path, "tls.caFile");
  if (/-----BEGIN CERTIFICATE-----/.test(pem)) return pem;
  throw new AppError(
    "BAD_TARGET",
    `tls.caFile: ${path} holds no PEM certificate.`,
    "It begins with -----BEGIN CERTIFICATE-----.",
  );
}
