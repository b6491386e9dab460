import { formatUtc } from "@/components/ui/format-time";
import { Said } from "@/components/ui/said";
import type { TokenDescription, TokenPreview } from "@/lib/token/describe-token";
import { capitalised } from "./words";

/** What was read of the pasted token, in full. Its place is kept before there is one. */
export function TokenNotes({ reading }: { readonly reading: TokenPreview | null }) {
  const description = reading?.ok === true ? reading.description : null;
  return (
    <section className="panel-part">
      <h2 className="font-semibold">
        This token <span className="ml-1 text-fine font-normal text-ink-3">read here, nothing is verified yet</span>
      </h2>
      {description === null ? (
        <p className="mt-1 text-ink-3">{reading === null ? "None yet." : "Cannot be read."}</p>
      ) : (
        <Description description={description} />
      )}
    </section>
  );
}

function Description({ description }: { readonly description: TokenDescription }) {
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
