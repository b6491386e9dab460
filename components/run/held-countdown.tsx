import { useNow } from "@/components/ui/use-now";
import { formatCountdown } from "@/lib/words/format-time";
import type { HeldToken } from "./run-store";

interface HeldCountdownProps {
  readonly held: HeldToken | null;
  readonly onForget: () => void;
}

/** How long the server keeps the token for another run, and the button that ends it. */
export function HeldCountdown({ held, onForget }: HeldCountdownProps) {
  const now = useNow(held === null ? null : 1000);
  const leftMs = held === null ? 0 : Date.parse(held.expiresAt) - now;
  if (held === null || leftMs <= 0) return <span className="text-ink-2">forgotten</span>;
  return (
    <span className="inline-flex items-baseline gap-2">
      <time title="The server forgets the token then">{formatCountdown(leftMs)}</time>
      <button
        type="button"
        onClick={onForget}
        className="text-fine text-ink-2 underline underline-offset-2 hover:text-ink"
      >
        Forget
      </button>
    </span>
  );
}
