"use client";

import { buttonClass } from "@/components/ui/button-class";

export default function PageError({ reset }: { readonly reset: () => void }) {
  return (
    <main className="mx-auto max-w-[60ch] px-6 py-16">
      <h1 className="text-verdict font-semibold">The page itself failed</h1>
      <p className="mt-2 mb-5 text-ink-2">
        This says nothing about the token or its target. A run that was started continues on the server.
      </p>
      <button type="button" onClick={reset} className={buttonClass("primary")}>
        Show the page again
      </button>
    </main>
  );
}
