import { buttonClass } from "@/components/ui/button-class";
import type { CurrentRun } from "./run-store";

/** Stops the run. No key does: Esc closes things, and a run must not end by a slip. */
export function CancelButton({ run, onCancel }: { readonly run: CurrentRun; readonly onCancel: () => void }) {
  return (
    <button
      type="button"
      disabled={run.cancelling || run.view === null}
      onClick={onCancel}
      className={buttonClass("secondary")}
    >
      {run.cancelling ? "Cancelling…" : "Cancel"}
    </button>
  );
}
