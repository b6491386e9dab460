"use client";

import { useState } from "react";
import { ChevronIcon } from "@/components/ui/icons";
import { LongValue } from "@/components/ui/long-value";
import { Said } from "@/components/ui/said";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { visibleText } from "@/components/ui/visible-text";
import type { Exchange } from "@/lib/diagnosis/model";
import { formatDuration } from "@/lib/words/format-duration";
import { formatUtcClock } from "@/lib/words/format-time";
import { PhaseBar, PhaseWords } from "./phase-bar";
import type { RequestRow } from "./request-rows";

interface RequestItemProps {
  readonly row: RequestRow;
  readonly originMs: number;
  readonly endMs: number;
}

const tones = { good: "text-pass", bad: "text-fail font-medium", open: "text-inconclusive", plain: "text-ink-2" };

/** One request or control; what was sent and answered opens below it, and is drawn only then. */
export function RequestItem({ row, originMs, endMs }: RequestItemProps) {
  const [open, setOpen] = useState(false);
  const { exchange, control } = row;
  const line = (
    <>
      <span className="min-w-0 @xl:truncate" title={visibleText(row.label)}>
        <Said>{row.label}</Said>
      </span>
      <span className="text-ink-3 @max-xl:hidden">{row.expected}</span>
      <span className={`min-w-0 [overflow-wrap:anywhere] ${tones[row.tone]}`}>
        <span className="sr-only">expected {row.expected}, observed </span>
        <Said>{row.observed}</Said>
      </span>
      <span className="@max-xl:hidden">
        {exchange !== null && <PhaseBar exchange={exchange} originMs={originMs} endMs={endMs} />}
      </span>
      <span className="text-right whitespace-nowrap">
        {exchange === null ? "–" : formatDuration(exchange.timings.totalMs)}
      </span>
    </>
  );
  const attributes = control === null ? {} : { "data-control": control.name, "data-observed": control.observed };
  if (exchange === null) {
    return (
      <li {...attributes} className="request-grid border-t border-line py-2">
        {line}
        <span />
      </li>
    );
  }
  return (
    <li {...attributes} className="border-t border-line">
      <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
        <summary className="request-grid list-none items-baseline rounded-sm py-2 hover:bg-sunken">
          {line}
          <span className="justify-self-end text-ink-3 transition-transform duration-150 group-open:rotate-180">
            <ChevronIcon />
          </span>
        </summary>
        {open && <RequestDetail exchange={exchange} />}
      </details>
    </li>
  );
}

function RequestDetail({ exchange }: { readonly exchange: Exchange }) {
  return (
    <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 rounded-lg bg-sunken px-3 py-2.5 text-fine">
      <Term words={exchange.method}>
        <LongValue text={exchange.url} label="the URL" />
      </Term>
      <Term words="sent">{formatUtcClock(exchange.startedAt)} UTC</Term>
      <Term words="phases">
        <PhaseWords exchange={exchange} />
      </Term>
      {exchange.failure !== null && (
        <Term words="failure">
          <Said>{exchange.failure}</Said>
        </Term>
      )}
      <Term words="request">
        <Headers headers={exchange.requestHeaders} />
      </Term>
      <Term words="answer">
        {exchange.status ?? "none"}
        <Headers headers={exchange.responseHeaders} />
      </Term>
      {exchange.bodyExcerpt !== "" && (
        <Term words="body">
          <ScrollRegion label="Answer body" className="max-h-60 overflow-auto">
            <pre className="font-mono text-fine whitespace-pre-wrap [overflow-wrap:anywhere]">
              {visibleText(exchange.bodyExcerpt)}
            </pre>
          </ScrollRegion>
        </Term>
      )}
      <Term words="trace id">
        <LongValue text={exchange.traceId} label="the trace id" />
      </Term>
    </dl>
  );
}

function Term({ words, children }: { readonly words: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{words}</dt>
      <dd className="min-w-0 text-ink-2">{children}</dd>
    </>
  );
}

function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  return (
    <ul className="font-mono">
      {Object.entries(headers).map(([name, value]) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          <Said className="text-ink-3">{`${name}: `}</Said>
          <LongValue text={value} label={name} />
        </li>
      ))}
    </ul>
  );
}
