"use client";

import { useState } from "react";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { formatDuration } from "@/lib/words/format-duration";
import { PhaseLegend } from "./phase-bar";
import { RequestItem } from "./request-item";
import { requestRows } from "./request-rows";
import { Section } from "./section";

const SHOWN_FIRST = 30;

/** What was sent, what had to be refused, and what came. */
export function RequestList({ layer }: { readonly layer: LayerView }) {
  const [all, setAll] = useState(false);
  const rows = requestRows(layer);
  if (rows.length === 0) return null;
  const starts = layer.exchanges.map((exchange) => Date.parse(exchange.startedAt));
  const originMs = Math.min(...starts);
  const endMs = layer.exchanges.reduce(
    (latest, exchange) => Math.max(latest, Date.parse(exchange.startedAt) - originMs + exchange.timings.totalMs),
    0,
  );
  // Controls are never hidden: they are what a pass rests on.
  const shown = all ? rows : rows.filter((row, index) => index < SHOWN_FIRST || row.control !== null);
  return (
    <Section title="Requests and controls" note="what was sent, and what had to be refused">
      <div aria-hidden="true" className="request-grid pb-2 text-fine text-ink-3">
        <span>purpose</span>
        <span className="@max-xl:hidden">expected</span>
        <span>observed</span>
        <span className="@max-xl:hidden">{starts.length > 0 && `0 – ${formatDuration(endMs)}`}</span>
        <span className="text-right">took</span>
        <span />
      </div>
      <ul>
        {shown.map((row) => (
          <RequestItem key={row.key} row={row} originMs={originMs} endMs={endMs} />
        ))}
      </ul>
      {shown.length < rows.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 text-fine text-ink-2 underline underline-offset-2 hover:text-ink"
        >
          Show all {rows.length} requests
        </button>
      )}
      {starts.length > 0 && <PhaseLegend />}
    </Section>
  );
}
