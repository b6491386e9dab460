import type { RunView } from "@/lib/diagnosis/reduce";

/** A run in a list. */
export function summarise(view: RunView) {
  return {
    id: view.id,
    state: view.state,
    startedAt: view.startedAt,
    durationMs: view.durationMs,
    target: view.target.name,
    subject: view.subject,
    verdict: view.conclusion?.verdict ?? null,
    brokenLayer: view.conclusion?.brokenLayer ?? null,
    code: view.conclusion?.code ?? null,
    headline: view.conclusion?.headline ?? null,
    fingerprint: view.token?.fingerprint ?? null,
  };
}
