"use client";

import { useState } from "react";
import { type Problem, problemOf } from "@/components/data/call-api";
import { deskStore } from "@/components/data/desk-store";
import type { OpenedScenario, ScenarioEntry } from "@/components/data/server-data";
import { openScenario, useLab } from "@/components/data/use-server-data";
import { useStore } from "@/components/data/use-store";
import { fieldClass } from "@/components/ui/button-class";
import { Said } from "@/components/ui/said";
import { ScrollRegion } from "@/components/ui/scroll-region";

/** The lab's scenarios, each with one fault. Choosing one fills in its token, target and options. */
export function LabPanel({ onScenario }: { readonly onScenario: (opened: OpenedScenario, scenario: string) => void }) {
  const lab = useLab(true);
  const { scenario } = useStore(deskStore);
  const [opening, setOpening] = useState<string | null>(null);
  const [find, setFind] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = async (id: string) => {
    setOpening(id);
    setProblem(null);
    try {
      onScenario(await openScenario(id), id);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setOpening(null);
  };
  const down = lab.isError ? problemOf(lab.error).message : lab.data?.state === "down" ? lab.data.message : null;
  const wanted = find.trim().toLowerCase();
  const found = (lab.data?.scenarios ?? []).filter((one) => searchText(one).includes(wanted));
  const groups = [...new Set(found.map((one) => one.group))];
  return (
    <section className="panel-part">
      <h2 className="font-semibold">The lab</h2>
      <p className="text-ink-2">
        A test stack on this machine; each scenario has one fault. For learning: it proves nothing about your stack.
      </p>
      {lab.isPending && <p className="mt-2 text-ink-3">Asking the lab…</p>}
      {down !== null && (
        <p role="alert" className="mt-2 font-medium text-fail">
          The lab is down: <Said>{down}</Said>
        </p>
      )}
      {problem !== null && (
        <p role="alert" className="mt-2 text-fail">
          <Said>{`${problem.message} ${problem.suggestion}`}</Said>
        </p>
      )}
      <input
        type="search"
        aria-label="Find a scenario"
        placeholder="Find a scenario by its words or finding code"
        autoComplete="off"
        spellCheck={false}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
        className={`${fieldClass} mt-3`}
      />
      <ScrollRegion label="Scenarios" className="mt-2 h-96 overflow-y-auto border border-line-strong">
        {found.length === 0 && lab.data?.state === "up" && <p className="px-3 py-2 text-ink-3">No scenario matches.</p>}
        {groups.map((group) => (
          <div key={group} className="border-b border-line last:border-b-0">
            <h3 className="sticky top-0 bg-sunken px-3 py-1 text-fine text-ink-2">{group}</h3>
            <ul>
              {found
                .filter((one) => one.group === group)
                .map((one) => (
                  <Scenario
                    key={one.id}
                    entry={one}
                    chosen={scenario === one.id}
                    busy={opening !== null}
                    onOpen={open}
                  />
                ))}
            </ul>
          </div>
        ))}
      </ScrollRegion>
    </section>
  );
}

function searchText({ id, title, story, group, codes }: ScenarioEntry): string {
  return [id, title, story, group, ...codes].join(" ").toLowerCase();
}

interface ScenarioProps {
  readonly entry: ScenarioEntry;
  readonly chosen: boolean;
  readonly busy: boolean;
  readonly onOpen: (id: string) => void;
}

function Scenario({ entry, chosen, busy, onOpen }: ScenarioProps) {
  return (
    <li className="border-t border-line first:border-t-0">
      <button
        type="button"
        aria-pressed={chosen}
        disabled={busy}
        onClick={() => onOpen(entry.id)}
        className="relative block w-full px-3 py-2 text-left -outline-offset-2 hover:bg-sunken aria-pressed:bg-raised"
      >
        {chosen && <span className="absolute inset-y-0 left-0 w-[3px] bg-ink" />}
        <span className="block font-medium">{entry.title}</span>
        <span className="block text-fine text-ink-2">{entry.story}</span>
        {entry.codes.length > 0 && (
          <span className="block font-mono text-fine text-ink-3">{entry.codes.join(" ")}</span>
        )}
      </button>
    </li>
  );
}
