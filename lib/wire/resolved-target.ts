import type { Secret } from "@/lib/secret";
import type { JsonObject } from "@/lib/token/strict-json";
import type { Access, TargetFile } from "./target-schema";

/** The operator's own AWS credentials that roles are assumed with, read from where the target names them. */
export interface BaseCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Null for long-term keys. */
  readonly sessionToken: Secret | null;
  readonly from: { readonly prefix: string } | { readonly profile: string };
}

/** The key that `signature` checks with, as configured. At most one of secret, PEM and JWKs is set, or the target's JWKS URL. */
export interface SignatureKeys {
  /** HMAC secret from an environment variable or typed for this run. */
  readonly secret?: Secret | undefined;
  /** The secret's text is the base64url of its bytes, as a symmetric JWK has it. */
  readonly secretIs?: "base64url" | undefined;
  /** PEM of a public key. */
  readonly publicKeyPem?: string | undefined;
  /** Public JWKs, without private members. */
  readonly publicJwks?: readonly JsonObject[] | undefined;
  /** How the key's text was read, where it was not plain: "decoded from UTF-16". */
  readonly readAs?: readonly string[] | undefined;
  /** A longer list of guessable secrets, from a file; the built-in public ones are tried always. */
  readonly wordList?: readonly string[] | undefined;
}

type ExchangeSettings = Omit<NonNullable<TargetFile["exchange"]>, "baseEnvPrefix" | "baseProfile"> & {
  readonly base?: BaseCredentials | undefined;
};

/** A target with its subject applied and everything read from files and variables already: what layers see. */
export interface ResolvedTarget {
  readonly name: string;
  readonly catalogUrl?: string | undefined;
  readonly registryUrl?: string | undefined;
  readonly mcpUrl?: string | undefined;
  readonly region?: string | undefined;
  readonly aws: NonNullable<TargetFile["aws"]>;
  readonly exchange: ExchangeSettings;
  readonly s3: NonNullable<TargetFile["s3"]>;
  readonly search: NonNullable<TargetFile["search"]>;
  readonly mcp: Pick<NonNullable<TargetFile["mcp"]>, "calls" | "toolPrefix">;
  /** A stdio MCP server: the words of its command, and the target file's folder, which it starts in. */
  readonly mcpCommand?: { readonly words: readonly string[]; readonly folder: string } | undefined;
  readonly expect: NonNullable<TargetFile["expect"]>;
  readonly jwksUrl?: string | undefined;
  readonly require?: readonly string[] | undefined;
  readonly timeoutMs?: number | undefined;
  /** PEM text of an additional certificate authority. */
  readonly caPem?: string | undefined;
  readonly proxyUrl?: string | undefined;
  /** What the run's subject should get, by layer; a layer that is not named serves, but for a subject without a token. */
  readonly access?: Readonly<Partial<Record<string, Access>>> | undefined;
  /** Every layer that `access` of any of its subjects names, for the check that there are such layers. */
  readonly accessNamed?: readonly string[] | undefined;
  /** Log sources with absolute paths. */
  readonly logs: NonNullable<TargetFile["logs"]>;
}
