"use client";

import { lazy, type RefObject, Suspense, useState } from "react";
import { deskStore, setDesk } from "@/components/data/desk-store";
import { useStore } from "@/components/data/use-store";
import { fieldClass } from "@/components/ui/button-class";
import { readTimeout } from "./read-timeout";

// Fetched when it is opened: the first load has a budget.
const ServerEnvBox = lazy(() => import("./server-env-box").then((module) => ({ default: module.ServerEnvBox })));

/** Options of one run. The key stands in its own box only, until Run takes it. */
export function RunOptionsFields({ keyBox }: { readonly keyBox: RefObject<HTMLInputElement | null> }) {
  const { timeout, controls, deep, permissions } = useStore(deskStore);
  const [envOpened, setEnvOpened] = useState(false);
  const faulty = readTimeout(timeout) === "faulty";
  return (
    <section className="panel-part">
      <h2 className="mb-2 font-semibold">Options</h2>
      <div className="grid gap-x-5 gap-y-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
        <label className="min-w-0 text-fine text-ink-2">
          <span className="mb-1.5 block">Signing key, for this run only</span>
          <input
            ref={keyBox}
            type="password"
            name="signing-key"
            autoComplete="off"
            spellCheck={false}
            onInput={(event) => setDesk({ keyTyped: event.currentTarget.value !== "" })}
            placeholder="lets the signature be checked here"
            className={fieldClass}
          />
        </label>
        <label className="min-w-0 text-fine text-ink-2">
          <span className="mb-1.5 block">Time limit per request, ms</span>
          <input
            inputMode="numeric"
            autoComplete="off"
            value={timeout}
            placeholder="15,000"
            aria-invalid={faulty}
            aria-describedby={faulty ? "timeout-fault" : undefined}
            onChange={(event) => setDesk({ timeout: event.currentTarget.value })}
            className={fieldClass}
          />
        </label>
      </div>
      {faulty && (
        <p id="timeout-fault" className="mt-1 text-fine text-fail">
          The time limit is a whole number of milliseconds from 50 to 600000.
        </p>
      )}
      <Check checked={permissions} onChange={(checked) => setDesk({ permissions: checked })}>
        Try each bucket that the catalog lists: list it, and read one byte
      </Check>
      <Check checked={controls && deep} disabled={!controls} onChange={(checked) => setDesk({ deep: checked })}>
        Deep controls: also send a JWT unsigned, and forged with each published secret
      </Check>
      <details onToggle={() => setEnvOpened(true)} className="mt-3 text-fine text-ink-2">
        <summary className="cursor-pointer">MCP server’s environment, for this run only</summary>
        {envOpened && (
          <Suspense>
            <ServerEnvBox />
          </Suspense>
        )}
      </details>
    </section>
  );
}

interface CheckProps {
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: string;
}

function Check({ checked, disabled, onChange, children }: CheckProps) {
  return (
    <label className="mt-3 flex items-start gap-2 text-ink-2">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="mt-0.5 size-4 shrink-0 accent-(--ink)"
      />
      {children}
    </label>
  );
}
