import { DiagnosePage } from "@/components/page/diagnose-page";
import { formats } from "@/lib/report/formats/report-formats";
import { layerIntros } from "./layer-intros";

export default function HomePage() {
  const reports = formats.map(({ id, label, extension }) => ({ id, label, extension }));
  return <DiagnosePage layers={layerIntros()} reports={reports} />;
}
