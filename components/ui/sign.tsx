import type { ReactNode } from "react";
import type { LiveLayerStatus } from "@/lib/diagnosis/model";

/** Text colour of each status. Shape and word carry the meaning too: colour never stands alone. */
export const statusColour: Record<LiveLayerStatus, string> = {
  pass: "text-pass",
  fail: "text-fail",
  inconclusive: "text-inconclusive",
  "tool-error": "text-tool-error",
  running: "text-running",
  blocked: "text-ink-2",
  "not-applicable": "text-ink-2",
  cancelled: "text-ink-2",
  waiting: "text-ink-3",
};

export const statusTint: Record<LiveLayerStatus, string> = {
  pass: "bg-pass-tint",
  fail: "bg-fail-tint",
  inconclusive: "bg-inconclusive-tint",
  "tool-error": "bg-tool-error-tint",
  running: "bg-running-tint",
  blocked: "bg-raised",
  "not-applicable": "bg-raised",
  cancelled: "bg-raised",
  waiting: "bg-raised",
};

const cut = {
  fill: "none",
  stroke: "var(--surface)",
  strokeWidth: 2.2,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const pen = { fill: "none", stroke: "currentColor", strokeWidth: 1.8 } as const;

const shapes: Record<LiveLayerStatus, ReactNode> = {
  pass: (
    <>
      <circle cx="10" cy="10" r="9" fill="currentColor" />
      <path d="m6 10.4 2.7 2.7L14 7.6" {...cut} />
    </>
  ),
  fail: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="4.5" fill="currentColor" />
      <path d="m7 7 6 6m0-6-6 6" {...cut} />
    </>
  ),
  inconclusive: (
    <>
      <rect x="3.4" y="3.4" width="13.2" height="13.2" rx="1.6" fill="currentColor" transform="rotate(45 10 10)" />
      <path d="M7.9 8.1a2.1 2 0 1 1 3.2 1.8c-.8.5-1.1.8-1.1 1.6" {...cut} strokeWidth={1.9} />
      <circle cx="10" cy="14" r="1.15" fill="var(--surface)" />
    </>
  ),
  "tool-error": (
    <>
      <circle cx="10" cy="10" r="9" fill="currentColor" />
      <path d="M10 5.4v5.4" {...cut} />
      <circle cx="10" cy="14.2" r="1.3" fill="var(--surface)" />
    </>
  ),
  blocked: (
    <>
      <circle cx="10" cy="10" r="8" {...pen} />
      <path d="M6.4 10h7.2" {...pen} strokeLinecap="round" />
    </>
  ),
  "not-applicable": (
    <>
      <circle cx="10" cy="10" r="8" {...pen} strokeDasharray="3.1 1.93" />
      <path d="M6.8 10h6.4" {...pen} strokeLinecap="round" />
    </>
  ),
  cancelled: (
    <>
      <circle cx="10" cy="10" r="8" {...pen} />
      <rect x="6.8" y="6.8" width="6.4" height="6.4" rx="1" fill="currentColor" />
    </>
  ),
  running: (
    <>
      <circle cx="10" cy="10" r="8" fill="none" stroke="var(--control)" strokeWidth="2" />
      <path
        d="M10 2a8 8 0 0 1 8 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        className="spin"
      />
    </>
  ),
  waiting: <circle cx="10" cy="10" r="8" {...pen} strokeWidth={1.5} strokeDasharray="1.6 2.59" strokeLinecap="round" />,
};

/** The sign of a status; the word always stands beside it. */
export function Sign({ status, size = 18 }: { readonly status: LiveLayerStatus; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      width={size}
      height={size}
      data-sign={status}
      className={`sign shrink-0 ${statusColour[status]}`}
    >
      {shapes[status]}
    </svg>
  );
}
