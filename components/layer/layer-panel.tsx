import { lazy, Suspense } from "react";
import { Said } from "@/components/ui/said";
import type { Conclusion, Finding } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { statusMeaning } from "@/lib/words/status-words";
import { ByHand } from "./by-hand";
import { CauseList } from "./cause-list";
import { FactList } from "./evidence-list";
import { FindingCard } from "./finding-card";
import { LayerHeading } from "./layer-heading";
import { Proves } from "./proves";
import { RequestList } from "./request-list";
import { Section } from "./section";
import { ServerLog } from "./server-log";

/** Few layers have tables, so that their markup is fetched with the first. */
const EvidenceTable = lazy(() => import("./evidence-table").then((module) => ({ default: module.EvidenceTable })));

/** Only of our own crashes. */
const OwnLines = lazy(() => import("./own-lines").then((module) => ({ default: module.OwnLines })));

interface LayerPanelProps {
  readonly layer: LayerView;
  readonly conclusion: Conclusion | null;
  readonly onClose: () => void;
}

const order = ["fail", "tool-error", "inconclusive", "warn", "info"];

/** An opened layer: findings, causes, how to repeat it, what was sent, what the server logged, what a pass is worth. */
export function LayerPanel({ layer, conclusion, onClose }: LayerPanelProps) {
  const { result } = layer;
  const findings = [...(result?.findings ?? [])].sort((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect));
  const explained = conclusion?.code?.startsWith(`${layer.id}/`) === true || conclusion?.brokenLayer === layer.id;
  const causes = explained ? (conclusion?.causes ?? []) : [];
  const facts = result?.facts ?? [];
  const own = layer.logs.filter((line) => line.purpose === null);
  // Unless a layer passed, its line is a finding's title, which the card below it says.
  const repeated = findings.some(({ title }) => title === result?.summary);
  const told = (finding: Finding) => conclusion?.nextSteps.some((step) => step.remedyOf === finding.code) === true;
  return (
    <>
      <LayerHeading {...layer} onClose={onClose} />
      <div className="flex flex-col gap-3 px-4 pb-4 sm:px-5">
        {(!repeated || layer.revised) && (
          <p className="text-ink-2 [overflow-wrap:anywhere]">
            {!repeated && <Said>{summaryOf(layer)}</Said>}
            {layer.revised && <span className="text-fine text-ink-3"> Revised after other layers finished.</span>}
          </p>
        )}
        {findings.length > 0 && (
          <ul className="flex flex-col gap-2">
            {findings.map((finding) => (
              <FindingCard key={finding.code} finding={finding} told={told(finding)} />
            ))}
          </ul>
        )}
        <FactList facts={facts} />
      </div>
      {result?.tables !== undefined && (
        <Suspense>
          {result.tables.map((table) => (
            <EvidenceTable key={table.id} table={table} />
          ))}
        </Suspense>
      )}
      <CauseList causes={causes} />
      <RequestList layer={layer} />
      {own.length > 0 && (
        <Suspense>
          <Section title="What failed here" note="Bonafide itself, not the target">
            <OwnLines lines={own} />
          </Section>
        </Suspense>
      )}
      <ServerLog
        lines={layer.logs.filter((line) => line.purpose !== null)}
        causes={causes}
        passed={layer.status === "pass"}
      />
      <ByHand command={layer.byHand} />
      <Proves passed={layer.status === "pass"} proves={layer.proves} doesNotProve={layer.doesNotProve} />
    </>
  );
}

function summaryOf(layer: LayerView): string {
  const text = layer.result?.summary ?? layer.doing;
  const words = text === "" ? statusMeaning[layer.status] : text;
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
