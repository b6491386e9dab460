import { Said } from "@/components/ui/said";
import type { LogLine } from "@/lib/diagnosis/model";

/** Lines of Bonafide's own, whole: what failed and, of a crash, its redacted stack. */
export function OwnLines({ lines }: { readonly lines: readonly LogLine[] }) {
  return (
    <ol className="rounded-lg bg-sunken py-1.5 font-mono text-fine">
      {lines.map((line, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
          key={index}
          className="border-l-2 border-fail bg-fail-tint px-3 py-0.5"
        >
          <Said className="whitespace-pre-wrap [overflow-wrap:anywhere]">{line.message}</Said>
        </li>
      ))}
    </ol>
  );
}
