import { CredentialStore } from "@/lib/lab/stack/credential-store";
import { mintToken } from "@/lib/lab/stack/mint-token";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { makeStackSecrets } from "@/lib/lab/stack/stack-secrets";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { createRegistry } from "../registry/registry-server";
import type { LabServer } from "../server-declaration";

/** The registry of another stack, healthy, with secrets and a user of its own: it knows no token of this one. */
async function neighbourParts(parts: StackParts): Promise<StackParts> {
  const { registry } = parts.config;
  const config = {
    ...parts.config,
    token: catalogTokenSpec(),
    registry: {
      ...registry,
      signsWith: "own",
      skipsSignatures: false,
      looksTokensUp: false,
      unguarded: [],
      ignoresTokens: false,
    },
  } as const;
  const secrets = await makeStackSecrets(config);
  const { token } = await mintToken(config.token, { secrets, role: registry.vends.role, nowMs: Date.now() });
  return { ...parts, config, secrets, store: new CredentialStore(secrets), token };
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    /** Follows the settings of the stack's own registry. */
    readonly neighbour: null;
  }
}

export const neighbourServer: LabServer<"neighbour"> = {
  name: "neighbour",
  healthy: null,
  open: async (parts) => createRegistry(await neighbourParts(parts)),
};
