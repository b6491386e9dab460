import type { Address } from "./addresses";
import type { CredentialStore } from "./credential-store";
import type { StackConfig } from "./stack-config";
import type { StackSecrets } from "./stack-secrets";

/** What the servers of one stack share. */
export interface StackParts {
  readonly config: StackConfig;
  readonly secrets: StackSecrets;
  readonly store: CredentialStore;
  /** This stack's own token. */
  readonly token: string;
  /** The URL under which config.json names the registry; null if it names none. Asked only once all servers listen. */
  registryUrl(): string | null;
  /** Where an address of this stack points. Asked only once all servers listen. */
  urlOf(address: Address): string;
  /** Marks the MCP server's own calls to the other servers. */
  readonly hopKey: string;
}
