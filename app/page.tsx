import { DiagnosePage } from "@/components/page/diagnose-page";
import { layerIntros } from "./layer-intros";

export default function HomePage() {
  return <DiagnosePage layers={layerIntros()} />;
}
