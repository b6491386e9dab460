"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The keys that run, as this machine writes them. */
export function RunKey() {
  const apple = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.userAgent),
    () => false,
  );
  return (
    <kbd className="rounded border border-current px-1 font-sans text-[0.6875rem] leading-4 opacity-80 max-sm:hidden">
      {apple ? "⌘ Enter" : "Ctrl Enter"}
    </kbd>
  );
}
