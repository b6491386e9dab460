import { type LayerWords, layerWords } from "@/lib/run/layer-words";

/** The layers in words, for the pages that show them before any run. */
export function describeLayers(): readonly LayerWords[] {
  return layerWords();
}
