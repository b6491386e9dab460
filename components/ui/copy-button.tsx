"use client";

import { useEffect, useState } from "react";

/** Copies text in full and says whether it worked. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  const words = { copied: "Copied", failed: "Select and copy by hand" };
  return (
    <button
      type="button"
      onClick={copy}
      className="shrink-0 rounded-md border border-control bg-surface px-2 py-0.5 text-fine text-ink-2 hover:bg-raised hover:text-ink"
    >
      <span aria-live="polite">{outcome === null ? "Copy" : words[outcome]}</span>
      <span className="sr-only"> {label}</span>
    </button>
  );
}
