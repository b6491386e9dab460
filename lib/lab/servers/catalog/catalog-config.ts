import type { Address } from "@/lib/lab/stack/addresses";
import { HOME_REGION } from "@/lib/lab/stack/home-region";

/** config.json of the catalog and how the catalog behaves. */
export interface CatalogConfig {
  /** What config.json calls its registry; null leaves `registryUrl` out. */
  readonly registryUrl: Address | null;
  readonly alwaysRequiresAuth: boolean;
  readonly stackVersion: string;
  readonly region: string;
}

declare module "@/lib/lab/stack/server-names" {
  interface LabServerConfigs {
    readonly catalog: CatalogConfig;
  }
}

export const healthyCatalog: CatalogConfig = {
  registryUrl: { at: "registry" },
  alwaysRequiresAuth: true,
  stackVersion: "1.70.0",
  region: HOME_REGION,
};
