export interface KeysConfig {
  /** Whether the key set holds the key that signs issuer tokens, or another one. */
  readonly publishes: "signing-key" | "other-key";
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    readonly keys: KeysConfig;
  }
}

export const healthyKeys: KeysConfig = { publishes: "signing-key" };
