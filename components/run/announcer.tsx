"use client";

import { useEffect, useRef, useState } from "react";
import type { CurrentRun } from "./run-store";

/** Says each layer as it ends, and the verdict once, to screen readers; the tab's title tells the verdict too. */
export function Announcer({ run }: { readonly run: CurrentRun | null }) {
  const said = useRef<{ runId: string; layers: Set<string>; verdict: boolean } | null>(null);
  const [words, setWords] = useState("");
  const view = run?.view ?? null;
  useEffect(() => {
    if (view === null) {
      said.current = null;
      setWords("");
      return;
    }
    if (said.current?.runId !== view.id) said.current = { runId: view.id, layers: new Set(), verdict: false };
    const { layers } = said.current;
    const ended = view.layers.filter((layer) => layer.result !== null && !layers.has(layer.id));
    for (const layer of ended) layers.add(layer.id);
    if (view.conclusion !== null && !said.current.verdict) {
      said.current.verdict = true;
      setWords(`Verdict: ${view.conclusion.verdict}. ${view.conclusion.heading}`);
    } else if (view.conclusion === null && ended.length > 0) {
      setWords(ended.map((layer) => `${layer.id}: ${layer.status}.`).join(" "));
    }
  }, [view]);
  const title = titleOf(run);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

function titleOf(run: CurrentRun | null): string {
  if (run === null) return "Bonafide";
  const { view, asked } = run;
  if (view?.conclusion == null) return `Running: ${asked.targetName} · Bonafide`;
  const { verdict, brokenLayer } = view.conclusion;
  return `${verdict}${brokenLayer === null ? "" : ` at ${brokenLayer}`}: ${asked.targetName} · Bonafide`;
}
