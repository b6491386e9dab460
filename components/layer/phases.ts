import type { PhaseTimings } from "@/lib/diagnosis/model";

export const phaseNames = ["DNS", "connect", "TLS", "waiting", "download"] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Phase {
  readonly name: PhaseName;
  readonly startMs: number;
  readonly durationMs: number;
}

export const phaseFill: Record<PhaseName, string> = {
  DNS: "var(--phase-dns)",
  connect: "var(--phase-connect)",
  TLS: "var(--phase-tls)",
  waiting: "var(--phase-waiting)",
  download: "var(--phase-download)",
};

/** The phases that happened, one after the other; what the first four do not explain of the whole is the download. */
export function toPhases(timings: PhaseTimings): Phase[] {
  const measured: [PhaseName, number | null][] = [
    ["DNS", timings.dnsMs],
    ["connect", timings.connectMs],
    ["TLS", timings.tlsMs],
    ["waiting", timings.firstByteMs],
  ];
  const phases: Phase[] = [];
  let startMs = 0;
  for (const [name, durationMs] of measured) {
    if (durationMs === null) continue;
    phases.push({ name, startMs, durationMs });
    startMs += durationMs;
  }
  const rest = timings.totalMs - startMs;
  // Without a first byte nothing was downloaded: the rest was spent waiting for it.
  const name = timings.firstByteMs === null ? "waiting" : "download";
  if (rest >= 0.1) phases.push({ name, startMs, durationMs: rest });
  return phases;
}
