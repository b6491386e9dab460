import type { LayerIntro } from "@/components/data/server-data";
import { describeLayers } from "@/lib/server/describe-layers";

/** The layers in words, without their findings: what the page needs of them. */
export function layerIntros(): LayerIntro[] {
  return describeLayers().map(({ findings: _, ...intro }) => intro);
}
