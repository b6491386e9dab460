import { lazy, type RefObject, Suspense } from "react";
import { OTHER } from "@/components/data/desk-store";
import type { OpenedScenario, Outline } from "@/components/data/server-data";
import { useTargets } from "@/components/data/use-server-data";
import type { ChosenTarget } from "@/components/target/use-chosen-target";
import { Said } from "@/components/ui/said";
import type { TokenPreview } from "@/lib/token/describe-token";
import { countOf } from "@/lib/words/count-words";
import { sentTwice } from "@/lib/words/sent-twice";
import { RunOptionsFields } from "./run-options-fields";
import { TokenNotes } from "./token-notes";

// Fetched when the lab is switched on, and when a target is to be described: the first load has a budget.
const LabPanel = lazy(() => import("@/components/lab/lab-panel").then((module) => ({ default: module.LabPanel })));
const TargetForm = lazy(() =>
  import("@/components/target/target-form").then((module) => ({ default: module.TargetForm })),
);

interface BeforePanelProps {
  readonly chosen: ChosenTarget;
  readonly reading: TokenPreview | null;
  readonly outline: Outline | undefined;
  readonly keyBox: RefObject<HTMLInputElement | null>;
  readonly onScenario: (opened: OpenedScenario, scenario: string) => void;
}

/** Beside the ladder before a run: the scenario or the target's fields, what the run will do, and its options. */
export function BeforePanel({ chosen, reading, outline, keyBox, onScenario }: BeforePanelProps) {
  return (
    <>
      {chosen.lab && (
        <Suspense fallback={<p className="panel-part text-ink-2">Opening the lab…</p>}>
          <LabPanel onScenario={onScenario} />
        </Suspense>
      )}
      {!chosen.lab && chosen.choice === OTHER && (
        <Suspense fallback={<p className="panel-part text-ink-2">Opening the fields…</p>}>
          <TargetForm />
        </Suspense>
      )}
      <TokenNotes reading={reading} />
      {chosen.target !== null && outline !== undefined && <WhatItDoes outline={outline} />}
      <RunOptionsFields keyBox={keyBox} />
      <BrokenTargets />
    </>
  );
}

export function WhatItDoes({ outline }: { readonly outline: Outline }) {
  return (
    <section className="panel-part">
      <h2 className="font-semibold">What a run does</h2>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <dt className="text-ink-2">Goes to</dt>
        <dd>
          <ul className="font-mono text-fine leading-5">
            {outline.destinations.map((destination) => (
              <li key={destination} className="[overflow-wrap:anywhere]">
                <Said>{destination}</Said>
              </li>
            ))}
          </ul>
        </dd>
        <dt className="text-ink-2">Leaves behind</dt>
        <dd>
          At most {countOf(outline.requests, "request")}, none of which writes. {sentTwice}{" "}
          {outline.wrongCredentials > 0 &&
            `${outline.wrongCredentials} carry wrong credentials and show up as failed logins in audit logs. `}
          {outline.awsSessionsMinted > 0 &&
            `${countOf(outline.awsSessionsMinted, "AWS session")} minted, left to expire. `}
          {outline.sound != null && `Usually ${countOf(outline.sound.requests, "request")} where nothing is wrong.`}
        </dd>
      </dl>
      {outline.adds !== undefined && outline.adds.length > 0 && (
        <p className="mt-2">Also: {outline.adds.join("; ")}.</p>
      )}
      <p className="mt-2 text-ink-2">
        A layer passes only when the real call is accepted with evidence, every control is refused, and the real call is
        accepted once more.
      </p>
    </section>
  );
}

/** Target files that cannot be used are said, not dropped. */
function BrokenTargets() {
  const broken = (useTargets().data?.targets ?? []).filter((target) => target.problem !== null);
  if (broken.length === 0) return null;
  return (
    <section className="panel-part">
      <h2 className="font-semibold">
        {broken.length === 1 ? "One target file cannot be used" : `${broken.length} target files cannot be used`}
      </h2>
      <ul className="mt-1 flex flex-col gap-2">
        {broken.map(({ name, problem }) => (
          <li key={name} className="text-ink-2 [overflow-wrap:anywhere]">
            <Said className="font-medium text-ink">{name}</Said>: <Said>{problem?.message ?? ""}</Said>{" "}
            <Said>{problem?.suggestion ?? ""}</Said>
            <Said className="block font-mono text-fine">{problem?.where ?? ""}</Said>
          </li>
        ))}
      </ul>
    </section>
  );
}
