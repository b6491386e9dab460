"use client";

import { deskStore, OTHER } from "@/components/data/desk-store";
import type { InlineTarget, SubjectEntry, TargetEntry } from "@/components/data/server-data";
import { readTargetFields, type TargetReading } from "@/components/data/target-fields";
import { useTargets } from "@/components/data/use-server-data";
import { useStore } from "@/components/data/use-store";

export interface ChosenTarget {
  readonly lab: boolean;
  /** Value of the list: a name, `OTHER`, or null while nothing is chosen. */
  readonly choice: string | null;
  readonly name: string | null;
  readonly production: boolean;
  readonly entry: TargetEntry | null;
  readonly subject: SubjectEntry | null;
  /** The page has to give the token: there is one, and this machine does not know it. */
  readonly needsToken: boolean;
  /** What a run would be given; null while it cannot run. */
  readonly target: string | InlineTarget | null;
  /** The fields of "Other…", read. */
  readonly typed: TargetReading | null;
}

/** One saved target is chosen by itself; of several the reader chooses. The lab is never chosen for a pasted token. */
function defaultChoice(targets: readonly TargetEntry[] | undefined): string | null {
  if (targets === undefined) return null;
  const own = targets.filter((target) => target.problem === null);
  if (targets.length === 0) return OTHER;
  return own.length === 1 ? (own[0]?.name ?? null) : null;
}

export function useChosenTarget(): ChosenTarget {
  const desk = useStore(deskStore);
  const targets = useTargets().data?.targets;
  const choice = desk.choice ?? (desk.lab ? null : defaultChoice(targets));
  if (choice === OTHER) {
    const typed = readTargetFields(desk.fields);
    const target = typed.ok ? typed.target : null;
    const name = target?.name ?? null;
    const plain = { production: false, entry: null, subject: null, needsToken: true };
    return { lab: desk.lab, choice, name, ...plain, target, typed };
  }
  const entry = targets?.find((each) => each.name === choice) ?? null;
  const subject = entry?.subjects?.find((each) => each.name === desk.subject) ?? null;
  return {
    lab: desk.lab,
    choice,
    name: choice,
    production: entry?.production ?? false,
    entry,
    subject,
    needsToken: subject === null ? !(entry === null && desk.withoutToken) : subject.token === "pasted",
    target: entry?.problem == null ? choice : null,
    typed: null,
  };
}
