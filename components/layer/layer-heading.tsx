import { BackIcon, CloseIcon } from "@/components/ui/icons";
import { Sign, statusColour, statusTint } from "@/components/ui/sign";
import type { LiveLayerStatus } from "@/lib/diagnosis/model";
import { natureWords } from "@/lib/words/status-words";

interface LayerHeadingProps {
  readonly id: string;
  readonly question: string;
  readonly nature: "local" | "live";
  /** Null before a run. */
  readonly status: LiveLayerStatus | null;
  readonly required: boolean;
  readonly onClose: () => void;
}

export function LayerHeading({ id, question, nature, status, required, onClose }: LayerHeadingProps) {
  return (
    <div className="px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <button
          type="button"
          onClick={onClose}
          className="-ml-1 flex items-center gap-1 rounded-md py-1 pr-2 text-ink-2 hover:text-ink wide:hidden"
        >
          <BackIcon /> All layers
        </button>
        <h2 className="text-layer font-semibold max-wide:w-full">{id}</h2>
        {status !== null && (
          <span
            className={`inline-flex items-center gap-1.5 rounded-full py-0.5 pr-2.5 pl-1 text-fine font-medium ${statusTint[status]} ${statusColour[status]}`}
          >
            <Sign status={status} size={14} />
            {status}
          </span>
        )}
        <span className="text-fine text-ink-3">
          {natureWords[nature]}
          {status !== null && !required && " · not required"}
        </span>
        <button
          type="button"
          onClick={onClose}
          title="Close (Esc)"
          className="ml-auto grid size-8 place-items-center rounded-md text-ink-2 hover:bg-raised hover:text-ink max-wide:hidden"
        >
          <CloseIcon />
          <span className="sr-only">Close this layer (Esc)</span>
        </button>
      </div>
      <p className="mt-1 text-ink-2">{question}</p>
    </div>
  );
}
