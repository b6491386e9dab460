import type { ReportKind } from "@/components/data/server-data";
import { buttonClass } from "@/components/ui/button-class";
import { Said } from "@/components/ui/said";
import { Sign, statusColour } from "@/components/ui/sign";
import { describeRunControls } from "@/lib/words/describe-controls";
import { mintedWords, requestWords } from "@/lib/words/describe-requests";
import { formatDuration, formatElapsed } from "@/lib/words/format-duration";
import { formatUtc } from "@/lib/words/format-time";
import { CancelButton } from "./cancel-button";
import type { CurrentRun } from "./run-store";
import { runSign, runVerdict } from "./run-verdict";
import { VerdictText } from "./verdict-text";

interface VerdictCardProps {
  readonly run: CurrentRun;
  /** What it can be exported as. */
  readonly reports: readonly ReportKind[];
  /** Ms since the run began while it runs; its duration after. */
  readonly elapsedMs: number;
  readonly onCancel: () => void;
}

/** Is it broken, where, who does what next, how do we know: each said once, and a line that makes a screenshot usable. */
export function VerdictCard({ run, reports, elapsedMs, onCancel }: VerdictCardProps) {
  const sign = runSign(run);
  return (
    <section
      aria-label="Verdict"
      className="card relative order-1 flex min-h-[384px] gap-x-4 overflow-hidden py-4 pr-4 pl-5 wide:order-2 wide:col-span-2 wide:h-44 wide:min-h-0"
    >
      <span className={`absolute inset-y-0 left-0 w-1 bg-current ${statusColour[sign]}`} />
      <span className="mt-0.5 max-wide:hidden">
        <Sign status={sign} size={24} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <VerdictText run={run} />
        <RunFacts run={run} elapsedMs={elapsedMs} />
        <ScreenshotLine run={run} />
        <div className="wide:hidden">
          {runVerdict(run) === "running" ? (
            <CancelButton run={run} onCancel={onCancel} />
          ) : (
            <ReportLinks run={run} reports={reports} />
          )}
        </div>
      </div>
      <div className="max-wide:hidden">
        <ReportLinks run={run} reports={reports} />
      </div>
    </section>
  );
}

function ReportLinks({ run, reports }: Pick<VerdictCardProps, "run" | "reports">) {
  if (runVerdict(run) === "running" || run.view === null || run.connection === "gone") return null;
  const { id } = run.view;
  return (
    <div className="flex flex-wrap gap-2 wide:flex-col">
      {reports.map((report) => (
        <a
          key={report.id}
          href={`/api/runs/${encodeURIComponent(id)}/report?format=${report.id}`}
          download={`bonafide-${id}.${report.extension}`}
          className={buttonClass("secondary")}
        >
          Report ({report.label})
        </a>
      ))}
    </div>
  );
}

function RunFacts({ run, elapsedMs }: Pick<VerdictCardProps, "run" | "elapsedMs">) {
  const { view } = run;
  if (view === null) return <p className="text-fine text-ink-3">Waiting for the first event</p>;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-fine text-ink-2">
      {view.conclusion?.code != null && <span className="font-mono">{view.conclusion.code}</span>}
      <span>{requestWords(view.requests)}</span>
      {describeRunControls(view.layers) !== null && <span>{describeRunControls(view.layers)}</span>}
      <span>{mintedWords(view.requests)}</span>
      <span className="min-w-14">
        {view.durationMs === null ? formatElapsed(elapsedMs) : formatDuration(elapsedMs)}
      </span>
    </p>
  );
}

function ScreenshotLine({ run }: { readonly run: CurrentRun }) {
  const { view } = run;
  if (view === null) return null;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-fine text-ink-3">
      <span>
        run <span className="font-mono">{view.id}</span>
      </span>
      <time dateTime={view.startedAt}>{formatUtc(view.startedAt)}</time>
      <span>
        target <Said>{view.target.name}</Said>
        {run.asked.production && ", production"}
      </span>
      <span>
        {view.subject === null ? (
          "no subject named"
        ) : (
          <>
            subject <Said>{view.subject}</Said>
          </>
        )}
      </span>
      <span>
        from <Said>{view.vantage}</Said>
      </span>
      <span>Bonafide {view.toolVersion}</span>
    </p>
  );
}
