import { Said } from "@/components/ui/said";
import type { Effect, Finding } from "@/lib/diagnosis/model";
import { actorWords } from "@/lib/words/actor-words";
import { capitalised } from "@/lib/words/count-words";
import { EvidenceList } from "./evidence-list";

const looks: Record<Effect, { readonly box: string; readonly title: string; readonly word: string }> = {
  fail: { box: "bg-fail-tint", title: "text-fail", word: "fail" },
  inconclusive: { box: "bg-inconclusive-tint", title: "text-inconclusive", word: "inconclusive" },
  "tool-error": { box: "bg-tool-error-tint", title: "text-tool-error", word: "tool-error" },
  warn: { box: "border border-line-strong", title: "text-inconclusive", word: "warning" },
  info: { box: "border border-line-strong", title: "text-ink", word: "note" },
};

interface FindingCardProps {
  readonly finding: Finding;
  /** The verdict above says what to do already; on a narrow screen it is out of sight, so there it is said again. */
  readonly told: boolean;
}

/** One observed fact: what it is, who does what, and the evidence. */
export function FindingCard({ finding, told }: FindingCardProps) {
  const look = looks[finding.effect];
  const link = finding.spec !== undefined && /^https?:\/\//.test(finding.spec) ? finding.spec : null;
  return (
    <li data-finding={finding.code} className={`rounded-lg px-3.5 py-3 ${look.box}`}>
      <h3 className={`font-semibold [overflow-wrap:anywhere] ${look.title}`}>
        <Said>{capitalised(finding.title)}</Said> <span className="text-fine font-normal text-ink-2">{look.word}</span>
      </h3>
      <p className={`mt-0.5 [overflow-wrap:anywhere] ${told ? "wide:hidden" : ""}`}>
        <span className="font-medium">{capitalised(actorWords[finding.actor])}:</span> <Said>{finding.remedy}</Said>
      </p>
      <div className="mt-2">
        <EvidenceList evidence={finding.evidence} />
      </div>
      <p className="mt-1.5 flex flex-wrap gap-x-4 text-fine text-ink-2">
        <a
          href={`/help#${finding.code}`}
          target="_blank"
          rel="noreferrer"
          title="What this code means (opens a new tab)"
          className="font-mono underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          {finding.code}
        </a>
        {link !== null && (
          <a
            href={link}
            target="_blank"
            rel="noreferrer"
            className="underline underline-offset-2 [overflow-wrap:anywhere]"
          >
            {link}
          </a>
        )}
        {link === null && finding.spec !== undefined && <Said>{finding.spec}</Said>}
      </p>
    </li>
  );
}
