import type { ReactNode } from "react";
import { Said } from "@/components/ui/said";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Sign } from "@/components/ui/sign";
import type { RunView } from "@/lib/diagnosis/reduce";
import { actorWords } from "@/lib/words/actor-words";
import { capitalised } from "@/lib/words/count-words";
import type { CurrentRun } from "./run-store";
import { doneLayers, runSign } from "./run-verdict";

/** The heading and what to do next. Its height is fixed on a wide screen: what does not fit scrolls, nothing is pushed. */
export function VerdictText({ run }: { readonly run: CurrentRun }) {
  return (
    <ScrollRegion label="What was found and what to do" className="min-h-0 flex-1 wide:overflow-y-auto">
      <Text run={run} />
    </ScrollRegion>
  );
}

interface HeadingProps {
  readonly run: CurrentRun;
  readonly children: string;
}

/** On a narrow screen the sign stands in the heading, so that the text below has the whole width. */
function Heading({ run, children }: HeadingProps) {
  return (
    <h1
      title={children}
      className="mb-1 max-w-[80ch] text-verdict font-semibold [overflow-wrap:anywhere] wide:line-clamp-2"
    >
      <span className="float-left mt-0.5 mr-2.5 wide:hidden">
        <Sign status={runSign(run)} size={24} />
      </span>
      <Said>{children}</Said>
    </h1>
  );
}

function Text({ run }: { readonly run: CurrentRun }) {
  const { view } = run;
  if (view?.conclusion != null) return <Concluded run={run} view={view} />;
  if (run.connection === "gone") {
    return (
      <>
        <Heading run={run}>No verdict: the server no longer has this run</Heading>
        <Steps>
          <Step actor="operator">Check that the server is still running, then run again.</Step>
        </Steps>
      </>
    );
  }
  return <Running run={run} view={view} />;
}

function Running({ run, view }: { readonly run: CurrentRun; readonly view: RunView | null }) {
  const failed = view?.layers.find((layer) => layer.status === "fail");
  const heading = view === null ? "Running" : `Running: ${doneLayers(view)} of ${view.layers.length} layers done`;
  return (
    <>
      <Heading run={run}>{run.cancelling ? "Cancelling: waiting for the layers to stop" : heading}</Heading>
      {failed === undefined ? (
        <p className="text-ink-2">Nothing has failed so far.</p>
      ) : (
        <p className="max-w-[90ch] text-ink-2">
          <span className="font-medium text-fail">{capitalised(failed.id)} has failed</span>
          {failed.result !== null && (
            <>
              :{" "}
              <Said>{failed.result.findings.find((one) => one.effect === "fail")?.title ?? failed.result.summary}</Said>
            </>
          )}
          . The other layers are still running, to find out why.
        </p>
      )}
      {run.connection === "lost" && (
        <p role="status" className="mt-1 text-inconclusive">
          This page lost its connection; the run continues. Reconnecting, attempt {run.attempt}.
        </p>
      )}
    </>
  );
}

function Concluded({ run, view }: { readonly run: CurrentRun; readonly view: RunView }) {
  const { conclusion } = view;
  if (conclusion === null) return null;
  return (
    <>
      <Heading run={run}>{conclusion.heading}</Heading>
      {conclusion.verdict === "pass" && <NotProven parts={conclusion.notProven} />}
      {conclusion.nextSteps.length > 0 && (
        <Steps>
          {conclusion.nextSteps.map(({ actor, text }) => (
            <Step key={`${actor} ${text}`} actor={actorWords[actor]}>
              {text}
            </Step>
          ))}
        </Steps>
      )}
    </>
  );
}

/** What a pass leaves open; what it proves stands with each layer below. */
function NotProven({ parts }: { readonly parts: readonly string[] }) {
  if (parts.length === 0) return null;
  return (
    <p className="max-w-[100ch] text-ink-2">
      <span className="font-medium text-ink">Not proven:</span> <Said>{parts.join("; ")}</Said>.
    </p>
  );
}

function Steps({ children }: { readonly children: ReactNode }) {
  return <ol className="max-w-[110ch] text-ink-2">{children}</ol>;
}

function Step({ actor, children }: { readonly actor: string; readonly children: string }) {
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="font-medium text-ink">{capitalised(actor)}:</span> <Said>{children}</Said>
    </li>
  );
}
