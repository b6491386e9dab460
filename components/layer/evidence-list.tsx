import { Fragment } from "react";
import { LongValue } from "@/components/ui/long-value";
import { Said } from "@/components/ui/said";
import type { Evidence, EvidenceValue, Fact } from "@/lib/diagnosis/model";
import { factText } from "@/lib/words/fact-text";
import { formatUtc } from "@/lib/words/format-time";

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** "missingFields" → "missing fields". */
function termWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`);
}

/** The small redacted facts of a finding, as term and value. */
export function EvidenceList({ evidence }: { readonly evidence: Evidence }) {
  return <FactList facts={Object.entries(evidence).map(([id, value]) => ({ id, label: termWords(id), value }))} />;
}

/** What a layer saw, as term and value. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1 text-fine">
      {facts.map(({ id, label, value }) => (
        <Fragment key={id}>
          <dt className="max-w-48 text-ink-2 [overflow-wrap:anywhere]">
            <Said>{label}</Said>
          </dt>
          <dd className="min-w-0">
            <Value name={label} value={value} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: EvidenceValue }) {
  if (typeof value === "boolean") return <>{factText(value)}</>;
  if (typeof value === "string" && isoTime.test(value)) return <time dateTime={value}>{formatUtc(value)}</time>;
  if (typeof value === "number" || typeof value === "string") return <LongValue text={String(value)} label={name} />;
  if (value === null || value.length === 0) return <span className="text-ink-3">{factText(value)}</span>;
  return (
    <ul>
      {value.map((one) => (
        <li key={one}>
          <LongValue text={one} label={name} />
        </li>
      ))}
    </ul>
  );
}
