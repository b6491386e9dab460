const base =
  "inline-flex h-9 items-center justify-center gap-2 rounded-lg px-3.5 font-medium whitespace-nowrap transition-colors duration-150 aria-disabled:cursor-not-allowed";

const kinds = {
  /** The one action: the text colour itself. Colour is left to status. */
  primary: "bg-ink text-surface hover:bg-ink-2 disabled:bg-ink-3 aria-disabled:bg-ink-3",
  secondary: "border border-control bg-surface hover:bg-raised disabled:text-ink-3 aria-disabled:text-ink-3",
  quiet: "text-ink-2 hover:bg-raised hover:text-ink",
};

export function buttonClass(kind: keyof typeof kinds): string {
  return `${base} ${kinds[kind]}`;
}

/** A border that reaches 3:1 against every surface. */
export const fieldClass =
  "h-9 w-full min-w-0 rounded-lg border border-control bg-surface px-3 text-ink disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-fail";
