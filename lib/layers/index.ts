import type { Layer } from "@/lib/diagnosis/layer";
import { claims } from "./claims/claims";
import { discovery } from "./discovery/discovery";
import { exchange } from "./exchange/exchange";
import { identity } from "./identity/identity";
import { mcp } from "./mcp/mcp";
import { s3 } from "./s3/s3";
import { search } from "./search/search";
import type { BonafideContext, LayerInput } from "./shared/layer-input";
import { signature } from "./signature/signature";

/** The chain, in its order. Everything else (page, CLI, JSON, help) is derived from this list. */
export const layers: readonly Layer<LayerInput, BonafideContext>[] = [
  discovery,
  signature,
  claims,
  exchange,
  identity,
  s3,
  search,
  mcp,
];
