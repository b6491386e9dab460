import type { ReactNode } from "react";
import { hostOf } from "@/components/intake/intake-notice";
import { type Launch, mayRunAgain } from "@/components/intake/use-launch";
import { CancelButton } from "@/components/run/cancel-button";
import { HeldCountdown } from "@/components/run/held-countdown";
import { RunKey } from "@/components/run/run-key";
import type { CurrentRun } from "@/components/run/run-store";
import { runVerdict } from "@/components/run/run-verdict";
import { buttonClass } from "@/components/ui/button-class";
import { Said } from "@/components/ui/said";
import { useNow } from "@/components/ui/use-now";
import { capitalised, formatBytes } from "@/lib/words/count-words";
import { formatRelative, formatUtc } from "@/lib/words/format-time";
import { groupedFingerprint, kindWords } from "@/lib/words/token-words";

/** What stands in place of the paste box once a run has begun. The token itself is never on the page again. */
export function RunStrip({ run, launch }: { readonly run: CurrentRun; readonly launch: Launch }) {
  const { view, asked, held } = run;
  const running = runVerdict(run) === "running";
  return (
    <section
      aria-label="This run"
      className="card order-3 flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-2.5 wide:order-1 wide:col-span-2 wide:h-25 wide:flex-nowrap wide:py-0 roomy:h-14"
    >
      <dl className="grid min-w-0 flex-1 grid-cols-2 gap-x-4 gap-y-2 wide:grid-cols-3 roomy:flex roomy:gap-x-0 roomy:divide-x roomy:divide-line">
        <TokenFields run={run} />
        <Field term="Target">
          <Said className="font-medium">{view?.target.name ?? asked.targetName}</Said>
          {asked.production && <span className="text-fine"> production</span>}
          <Said className="ml-1.5 font-mono text-fine text-ink-2">{hostOf(view?.target.origins[0] ?? "")}</Said>
        </Field>
        {(view?.subject ?? asked.subject) !== null && (
          <Field term="Subject">
            <Said className="font-medium">{view?.subject ?? asked.subject ?? ""}</Said>
          </Field>
        )}
        <Field term="Controls">
          <span className="font-medium">{view?.controls ?? asked.options.controls ?? "on"}</span>
        </Field>
        {!running && asked.gaveToken && asked.resumed !== true && (
          <Field term="Token kept">
            <HeldCountdown held={held} onForget={launch.forget} />
          </Field>
        )}
      </dl>
      <div className="flex items-center gap-2 max-wide:w-full">
        {running ? (
          <div className="max-wide:hidden">
            <CancelButton run={run} onCancel={launch.cancel} />
          </div>
        ) : (
          <>
            <button type="button" onClick={launch.newToken} className={buttonClass("quiet")}>
              New token
            </button>
            <button
              type="button"
              disabled={!mayRunAgain(run) || launch.starting}
              title={
                mayRunAgain(run)
                  ? undefined
                  : `${asked.resumed ? "This page" : "The server"} has forgotten the token: paste it again`
              }
              onClick={() => void launch.runAgain()}
              className={buttonClass("primary")}
            >
              Run again
              <RunKey />
            </button>
          </>
        )}
      </div>
    </section>
  );
}

function TokenFields({ run }: { readonly run: CurrentRun }) {
  const token = run.view?.token;
  const now = useNow(30_000);
  if (token == null) return <Field term="Token">{run.view === null ? "…" : "none"}</Field>;
  return (
    <>
      <Field term="Token">
        <span className="font-medium">{capitalised(kindWords(token.kind))}</span>{" "}
        <span className="text-fine text-ink-2">
          {token.algorithm !== null && <Said>{`${token.algorithm} · `}</Said>}
          {formatBytes(token.lengthBytes)}
        </span>
      </Field>
      <Field term="Fingerprint">
        <span className="font-mono text-fine">{groupedFingerprint(token.fingerprint)}</span>
        {token.inner !== null && (
          <span className="text-fine text-ink-2"> holds {groupedFingerprint(token.inner.fingerprint)}</span>
        )}
      </Field>
      <Field term="Expires">
        {token.expiresAt === null ? (
          <span className="text-ink-2">not stated</span>
        ) : (
          <time dateTime={token.expiresAt} title={formatUtc(token.expiresAt)} className="font-medium">
            {formatRelative(token.expiresAt, now)}
          </time>
        )}
      </Field>
    </>
  );
}

function Field({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0 roomy:px-4 roomy:first:pl-0">
      <dt className="text-fine text-ink-3">{term}</dt>
      <dd className="overflow-hidden text-ellipsis whitespace-nowrap">{children}</dd>
    </div>
  );
}
