import type { Layer } from "@/lib/diagnosis/layer";
import { claims } from "./claims";
import { discovery } from "./discovery";
import { exchange } from "./exchange";
import { identity } from "./identity";
import type { BonafideContext, LayerInput } from "./layer-input";
import { mcp } from "./mcp";
import { s3 } from "./s3";
import { search } from "./search";
import { signature } from "./signature";

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
