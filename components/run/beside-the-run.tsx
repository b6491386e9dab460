import { OwnLines } from "@/components/layer/own-lines";
import type { LogLine } from "@/lib/diagnosis/model";

/** What failed beside the layers, a log source or a helper: it touched no verdict, and something is missing for it. */
export function BesideTheRun({ lines }: { readonly lines: readonly LogLine[] }) {
  return (
    <section aria-label="Beside the run" className="card order-last col-span-full flex flex-col gap-2 px-5 py-4">
      <h2 className="font-medium">Beside the run</h2>
      <OwnLines lines={lines} />
    </section>
  );
}
