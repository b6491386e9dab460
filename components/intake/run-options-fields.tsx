"use client";

import { lazy, type ReactNode, type RefObject, Suspense, useState } from "react";
import { deskStore, setDesk, setOption } from "@/components/data/desk-store";
import { choiceIn, pageOptions, readMs } from "@/components/data/page-options";
import { useStore } from "@/components/data/use-store";
import { fieldClass } from "@/components/ui/button-class";
import { LEAST_MS, type NamedOption } from "@/lib/wire/run-options";

// Fetched when it is opened: the first load has a budget.
const ServerEnvBox = lazy(() => import("./server-env-box").then((module) => ({ default: module.ServerEnvBox })));

const lines = pageOptions.filter(({ row }) => row.page?.as === "line" || row.page?.as === "number");
const others = pageOptions.filter((option) => !lines.includes(option));

/** Options of one run, as the table of them says. The key stands in its own box only, until Run takes it. */
export function RunOptionsFields({ keyBox }: { readonly keyBox: RefObject<HTMLInputElement | null> }) {
  return (
    <section className="panel-part">
      <h2 className="mb-2 font-semibold">Options</h2>
      <div className="grid gap-x-5 gap-y-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
        {lines.map((option) =>
          option.row.kind === "milliseconds" ? (
            <NumberLine key={option.name} option={option} most={option.row.most} />
          ) : (
            <SecretLine key={option.name} option={option} box={keyBox} />
          ),
        )}
      </div>
      {lines.map((option) =>
        option.row.kind === "milliseconds" ? (
          <NumberFault key={option.name} option={option} most={option.row.most} />
        ) : null,
      )}
      {others.map((option) => (
        <OtherControl key={option.name} option={option} />
      ))}
    </section>
  );
}

interface OptionProps {
  readonly option: NamedOption;
}

function Labelled({ option, children }: OptionProps & { readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="min-w-0 text-fine text-ink-2">
      <span className="mb-1.5 block">{option.row.page?.label}</span>
      {children}
    </label>
  );
}

function SecretLine({ option, box }: OptionProps & { readonly box: RefObject<HTMLInputElement | null> }) {
  return (
    <Labelled option={option}>
      <input
        ref={box}
        type="password"
        name="signing-key"
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => setDesk({ keyTyped: event.currentTarget.value !== "" })}
        placeholder={option.row.page?.placeholder}
        className={fieldClass}
      />
    </Labelled>
  );
}

interface NumberProps extends OptionProps {
  readonly most: number;
}

function NumberLine({ option, most }: NumberProps) {
  const typed = useStore(deskStore).options[option.name] ?? "";
  const faulty = readMs(typed, most) === "faulty";
  return (
    <Labelled option={option}>
      <input
        inputMode="numeric"
        autoComplete="off"
        value={String(typed)}
        placeholder={option.row.page?.placeholder}
        aria-invalid={faulty}
        aria-describedby={faulty ? `${option.name}-fault` : undefined}
        onChange={(event) => setOption(option.name, event.currentTarget.value)}
        className={fieldClass}
      />
    </Labelled>
  );
}

function NumberFault({ option, most }: NumberProps) {
  if (readMs(useStore(deskStore).options[option.name], most) !== "faulty") return null;
  return (
    <p id={`${option.name}-fault`} className="mt-1 text-fine text-fail">
      The time limit is a whole number of milliseconds from {LEAST_MS} to {most}.
    </p>
  );
}

/** A switch, the further steps of a choice, or a box for a secret text. */
function OtherControl({ option }: OptionProps) {
  const { options } = useStore(deskStore);
  const { name, row } = option;
  if (row.page?.as === "box") return <SecretText option={option} />;
  if (row.kind === "switch") {
    return (
      <Check checked={options[name] === true} onChange={(checked) => setOption(name, checked)}>
        {row.page?.label ?? ""}
      </Check>
    );
  }
  if (row.kind !== "choice") return null;
  const set = choiceIn(options, name);
  return Object.entries(row.page?.further ?? {}).map(([value, label]) => (
    <Check
      key={value}
      checked={set === value}
      disabled={set === "off"}
      onChange={(checked) => setOption(name, checked ? value : row.usual)}
    >
      {label}
    </Check>
  ));
}

function SecretText({ option }: OptionProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={() => setOpened(true)} className="mt-3 text-fine text-ink-2">
      <summary className="cursor-pointer">{option.row.page?.label}</summary>
      {opened && (
        <Suspense>
          <ServerEnvBox />
        </Suspense>
      )}
    </details>
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
