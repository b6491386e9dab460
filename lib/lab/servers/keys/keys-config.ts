export interface KeysConfig {
  /**
   * What the key set holds: the key that signs issuer tokens, once or twice; another one in its place; both under its id;
   * it among many, none of which has an id.
   */
  readonly publishes: "signing-key" | "signing-key-twice" | "other-key" | "both-under-one-id" | "crowd-without-ids";
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    readonly keys: KeysConfig;
  }
}

export const healthyKeys: KeysConfig = { publishes: "signing-key" };
