"use client";

import { usePathname } from "next/navigation";
import { setDesk } from "@/components/data/desk-store";
import { useStore } from "@/components/data/use-store";
import { leaveLab } from "@/components/lab/lab-mode";
import { runStore } from "@/components/run/run-store";
import { useChosenTarget } from "@/components/target/use-chosen-target";
import { Said } from "@/components/ui/said";

/** The run's target, production told in words, and the switch that enters the lab. Only where one diagnoses. */
export function HeaderTarget() {
  const path = usePathname();
  const chosen = useChosenTarget();
  const run = useStore(runStore);
  if (path !== "/") return null;
  const name = run?.asked.targetName ?? chosen.name;
  const production = run?.asked.production ?? chosen.production;
  return (
    <>
      {name !== null && (
        <span className="flex min-w-0 items-baseline gap-1.5">
          <span className="sr-only">Target: </span>
          <Said className="truncate font-medium">{name}</Said>
          {production && <span className="text-fine text-ink-2">production</span>}
        </span>
      )}
      <button
        type="button"
        role="switch"
        aria-checked={chosen.lab}
        disabled={run !== null}
        title={run === null ? undefined : "Start with a new token to enter or leave the lab"}
        onClick={() => (chosen.lab ? leaveLab() : setDesk({ lab: true, open: null, alone: false }))}
        className="group flex shrink-0 items-center gap-2 rounded-md py-1 text-ink-2 hover:text-ink disabled:text-ink-3"
      >
        Lab
        <span className="flex h-4.5 w-8 items-center rounded-full border border-control bg-sunken px-0.5 group-aria-checked:border-ink group-aria-checked:bg-ink">
          <span className="size-3 rounded-full bg-control transition-transform duration-150 group-aria-checked:translate-x-3.5 group-aria-checked:bg-surface" />
        </span>
      </button>
    </>
  );
}
