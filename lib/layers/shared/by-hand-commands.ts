import { joinUrl } from "@/lib/join-url";

/** One shell word, single-quoted where needed (POSIX sh). */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Asks for the token without echo, so that it is in no argument, file or history. */
export const READ_TOKEN = "read -rs TOKEN";

/** `printf` is a shell builtin: the token is in no process's arguments. */
export const AUTHORIZATION = `printf 'Authorization: Bearer %s' "$TOKEN"`;

/** How a shell command names the registry. */
export interface RegistryAddress {
  /** Lines that come first. */
  readonly prelude: readonly string[];
  /** A shell word for a path at the registry. */
  url(path: string): string;
}

/** The registry of a target: its own URL, else the one that the catalog's config.json names; null without either. */
export function registryAddress(target: {
  readonly registryUrl?: string | undefined;
  readonly catalogUrl?: string | undefined;
}): RegistryAddress | null {
  const { registryUrl } = target;
  if (registryUrl !== undefined) return { prelude: [], url: (path) => shellWord(joinUrl(registryUrl, path)) };
  if (target.catalogUrl === undefined) return null;
  const config = shellWord(joinUrl(target.catalogUrl, "/config.json"));
  return {
    prelude: [`REGISTRY=$(curl -sS ${config} | jq -r .registryUrl); echo "$REGISTRY"`],
    url: (path) => `"\${REGISTRY%/}"${shellWord(path)}`,
  };
}

/**
 * Runs an AWS CLI command with credentials from the registry, in a subshell that forgets them.
 * Nothing secret is printed; needs curl, jq and the AWS CLI.
 */
export function withExchangedCredentials(registry: RegistryAddress, path: string, command: string): string {
  return [
    ...registry.prelude,
    READ_TOKEN,
    "(",
    `  answer=$(${AUTHORIZATION} | curl -sS -H @- ${registry.url(path)})`,
    `  export AWS_ACCESS_KEY_ID=$(printf %s "$answer" | jq -r .AccessKeyId)`,
    `  export AWS_SECRET_ACCESS_KEY=$(printf %s "$answer" | jq -r .SecretAccessKey)`,
    `  export AWS_SESSION_TOKEN=$(printf %s "$answer" | jq -r .SessionToken)`,
    `  ${command}`,
    ")",
  ].join("\n");
}
