import { OTHER, setDesk } from "@/components/data/desk-store";
import { useTargets } from "@/components/data/use-server-data";
import { fieldClass } from "@/components/ui/button-class";
import { ChevronIcon } from "@/components/ui/icons";
import { visibleText } from "@/components/ui/visible-text";
import type { ChosenTarget } from "./use-chosen-target";

function optionWords(name: string, production: boolean, broken: boolean): string {
  const notes = [production ? "production" : null, broken ? "file is invalid" : null].filter((note) => note !== null);
  return notes.length === 0 ? visibleText(name) : `${visibleText(name)} (${notes.join(", ")})`;
}

interface TargetSelectProps {
  readonly chosen: ChosenTarget;
  readonly busy: boolean;
  readonly onChosen: () => void;
}

/** Which stack to diagnose: a saved target, or the fields of "Other…". */
export function TargetSelect({ chosen, busy, onChosen }: TargetSelectProps) {
  const targets = useTargets();
  const saved = targets.data?.targets ?? [];
  const unlisted =
    chosen.choice !== null && chosen.choice !== OTHER && !saved.some(({ name }) => name === chosen.choice);
  const choose = (choice: string) => {
    setDesk({
      choice,
      subject: null,
      withoutToken: false,
      ...(choice === OTHER ? { open: null, alone: false } : {}),
    });
    onChosen();
  };
  return (
    <div className="min-w-0">
      <label htmlFor="target" className="mb-1.5 block text-fine text-ink-2">
        Target
      </label>
      <div className="relative">
        <select
          id="target"
          disabled={busy}
          value={chosen.choice ?? ""}
          onChange={(event) => choose(event.currentTarget.value)}
          className={`${fieldClass} appearance-none truncate pr-8`}
        >
          <option value="" disabled>
            {targets.isPending
              ? "Reading the saved targets…"
              : chosen.lab
                ? "Choose a scenario below"
                : "Choose a target"}
          </option>
          {saved.map(({ name, production, problem }) => (
            <option key={name} value={name}>
              {optionWords(name, production, problem !== null)}
            </option>
          ))}
          {unlisted && <option value={chosen.choice ?? ""}>{visibleText(chosen.choice ?? "")}</option>}
          {!chosen.lab && <option value={OTHER}>Other…</option>}
        </select>
        <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-ink-2">
          <ChevronIcon />
        </span>
      </div>
    </div>
  );
}
