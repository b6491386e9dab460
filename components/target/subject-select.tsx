import { setDesk } from "@/components/data/desk-store";
import type { SubjectEntry } from "@/components/data/server-data";
import { fieldClass } from "@/components/ui/button-class";
import { ChevronIcon } from "@/components/ui/icons";
import { visibleText } from "@/components/ui/visible-text";
import type { ChosenTarget } from "./use-chosen-target";

const tokenWords = { none: "no token", reference: "own token", pasted: null } as const;

function optionWords({ name, token, access }: SubjectEntry): string {
  const expected = Object.entries(access).map(([layer, what]) => `${layer} ${what}`);
  const notes = [tokenWords[token], ...expected].filter((note) => note !== null);
  return notes.length === 0 ? visibleText(name) : `${visibleText(name)} (${notes.join(", ")})`;
}

/** For whom to ask, and what they should get: only where the target names subjects. */
export function SubjectSelect({ chosen, busy }: { readonly chosen: ChosenTarget; readonly busy: boolean }) {
  const subjects = chosen.entry?.subjects ?? [];
  if (subjects.length === 0) return null;
  return (
    <div className="min-w-0">
      <label htmlFor="subject" className="mb-1.5 block text-fine text-ink-2">
        Subject
      </label>
      <div className="relative">
        <select
          id="subject"
          disabled={busy}
          value={chosen.subject?.name ?? ""}
          onChange={(event) => setDesk({ subject: event.currentTarget.value || null })}
          className={`${fieldClass} appearance-none truncate pr-8`}
        >
          <option value="">The pasted token, served everywhere</option>
          {subjects.map((subject) => (
            <option key={subject.name} value={subject.name}>
              {optionWords(subject)}
            </option>
          ))}
        </select>
        <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-ink-2">
          <ChevronIcon />
        </span>
      </div>
    </div>
  );
}
