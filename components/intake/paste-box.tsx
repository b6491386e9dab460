import type { RefObject } from "react";
import { type TokenPreview, tokenKindWords } from "@/lib/token/describe-token";
import { capitalised, formatBytes } from "@/lib/words/count-words";

interface PasteBoxProps {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly reading: TokenPreview | null;
  readonly busy: boolean;
  readonly onText: (text: string) => void;
}

/** The token stands in the text area's own value only: never in React state, an attribute or storage. */
export function PasteBox({ box, reading, busy, onText }: PasteBoxProps) {
  const faulty = reading !== null && !reading.ok;
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <h1 className="mb-2 text-layer font-semibold">
        <label htmlFor="token">Paste a token</label>
      </h1>
      <textarea
        ref={box}
        id="token"
        name="token"
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-gramm="false"
        readOnly={busy}
        aria-invalid={faulty}
        aria-describedby="token-reading"
        placeholder="A bearer token or an API key, with or without “Bearer”. It is read here, in this tab; nothing is sent until you run."
        onInput={(event) => onText(event.currentTarget.value)}
        className="min-h-24 flex-1 resize-none rounded-lg border border-control bg-sunken px-3 py-2.5 font-mono text-fine text-ink [overflow-wrap:anywhere] aria-invalid:border-fail"
      />
      <p id="token-reading" aria-live="polite" className="mt-2 h-[34px] overflow-hidden text-fine sm:h-[17px]">
        <TokenLine reading={reading} />
      </p>
    </div>
  );
}

/** Names what was pasted, in one line; what is odd about it stands in the panel beside the ladder. */
function TokenLine({ reading }: { readonly reading: TokenPreview | null }) {
  if (reading === null) return <span className="text-ink-3">Paste anywhere on this page and it lands in the box.</span>;
  if (!reading.ok) {
    return (
      <span className="text-fail">
        {reading.fault.message} <span className="text-ink-2">{reading.fault.suggestion}</span>
      </span>
    );
  }
  const { kind, algorithm, lengthBytes, expiry, expired, stripped, warnings } = reading.description;
  return (
    <span className="text-ink-2">
      <span className="font-medium text-ink">{capitalised(tokenKindWords[kind].replace(/ \(.*\)$/, ""))}</span>
      {algorithm !== null && ` · ${algorithm}`} · {formatBytes(lengthBytes)} ·{" "}
      <span className={expired ? "font-medium text-fail" : undefined}>{expiry}</span>
      {stripped.length > 0 && ` · taken off: ${stripped.join(", ")}`}
      {warnings.length > 0 && <span className="text-inconclusive"> · {warnings[0]}</span>}
    </span>
  );
}
