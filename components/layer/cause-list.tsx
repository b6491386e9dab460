import { Said } from "@/components/ui/said";
import type { Cause } from "@/lib/diagnosis/model";
import { actorWords } from "@/lib/words/actor-words";
import { capitalised } from "@/lib/words/count-words";
import { basisWords } from "@/lib/words/status-words";
import { Section } from "./section";

const strength: Record<Cause["basis"], string> = {
  observed: "font-medium text-ink",
  inferred: "text-ink-2",
  possible: "text-ink-3",
};

/** What may explain the findings, how sure that is, and what would decide it. */
export function CauseList({ causes }: { readonly causes: readonly Cause[] }) {
  if (causes.length === 0) return null;
  return (
    <Section title="Why" note="how certain each is, and what would decide it">
      <ul className="-mt-1">
        {causes.map((cause) => (
          <li
            key={cause.rule}
            className="grid gap-x-4 border-t border-line py-2 first:border-t-0 sm:grid-cols-[minmax(0,5fr)_5rem_minmax(0,4fr)] [overflow-wrap:anywhere]"
          >
            <span>
              <Said>{capitalised(cause.text)}</Said>
              <span className="text-fine text-ink-3"> {actorWords[cause.actor]}</span>
            </span>
            <span className={`text-fine leading-5 ${strength[cause.basis]}`}>{basisWords[cause.basis]}</span>
            <Said className="text-fine leading-5 text-ink-2">{cause.decide}</Said>
          </li>
        ))}
      </ul>
    </Section>
  );
}
