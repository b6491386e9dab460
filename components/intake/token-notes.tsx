import { lazy, Suspense } from "react";
import type { TokenPreview } from "@/lib/token/describe-token";

// Fetched when a token was read: the first load has a budget.
const Description = lazy(() => import("./token-description").then((module) => ({ default: module.Description })));

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
        <Suspense>
          <Description description={description} />
        </Suspense>
      )}
    </section>
  );
}
