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
  /** Ms since the run began while it runs; its duration after. */
  readonly elapsedMs: number;
  readonly onCancel: () => void;
}

/** Is it broken, where, who does what next, how do we know: each said once, and a line that makes a screenshot usable. */
export function VerdictCard({ run, elapsedMs, onCancel }: VerdictCardProps) {
  const sign = runSign(run);
  return (
    <section
      aria-label="Verdict"
      className="card relative order-1 flex min-h-[356px] gap-x-4 overflow-hidden py-4 pr-4 pl-5 wide:order-2 wide:col-span-2 wide:h-44 wide:min-h-0"
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
          {runVerdict(run) === "running" ? <CancelButton run={run} onCancel={onCancel} /> : <ReportLink run={run} />}
        </div>
      </div>
      <div className="max-wide:hidden">
        <ReportLink run={run} />
      </div>
    </section>
  );
}

function ReportLink({ run }: { readonly run: CurrentRun }) {
  if (runVerdict(run) === "running" || run.view === null || run.connection === "gone") return null;
  return (
    <a
      href={`/api/runs/${encodeURIComponent(run.view.id)}/report?format=json`}
      download={`bonafide-${run.view.id}.json`}
      className={buttonClass("secondary")}
    >
      Report (JSON)
    </a>
  );
}

function RunFacts({ run, elapsedMs }: Omit<VerdictCardProps, "onCancel">) {
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
