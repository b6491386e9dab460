import { Said } from "@/components/ui/said";
import type { TokenDescription } from "@/lib/token/describe-token";
import { capitalised } from "@/lib/words/count-words";
import { formatUtc } from "@/lib/words/format-time";

/** What a pasted token says of itself. */
export function Description({ description }: { readonly description: TokenDescription }) {
  return (
    <>
      <p className="mt-1 text-ink-2">
        {capitalised(description.kindWords)}
        {description.expiresAt !== null &&
          `, ${description.expired ? "expired" : "expires"} ${formatUtc(description.expiresAt)}`}
        .
      </p>
      <Warnings warnings={description.warnings} />
      {description.inner !== null && <Inner inner={description.inner} />}
    </>
  );
}

function Inner({ inner }: { readonly inner: TokenDescription }) {
  return (
    <>
      <p className="mt-1 text-ink-2">
        Inside it: {inner.kindWords}, {inner.expiry}. Search sends the inner one.
      </p>
      <Warnings warnings={inner.warnings} />
    </>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="mt-1 list-disc pl-5 text-inconclusive">
      {warnings.map((warning) => (
        <li key={warning} className="[overflow-wrap:anywhere]">
          <Said>{warning}</Said>
        </li>
      ))}
    </ul>
  );
}
