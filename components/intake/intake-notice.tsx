import { type Problem, problemOf } from "@/components/data/call-api";
import { OTHER } from "@/components/data/desk-store";
import type { Outline } from "@/components/data/server-data";
import { type useOutline, useTargets } from "@/components/data/use-server-data";
import type { ChosenTarget } from "@/components/target/use-chosen-target";
import { Said } from "@/components/ui/said";
import { mintedWords, requestWords } from "@/lib/words/describe-requests";

interface IntakeNoticeProps {
  readonly chosen: ChosenTarget;
  readonly outline: ReturnType<typeof useOutline>;
  readonly problem: Problem | null;
}

/** Before Run: what stands in its way, else where the token will go and what the run leaves behind. */
export function IntakeNotice({ chosen, outline, problem }: IntakeNoticeProps) {
  const targets = useTargets();
  const wrong =
    problem ?? (targets.isError ? problemOf(targets.error) : outline.isError ? problemOf(outline.error) : null);
  return (
    <div className="min-h-15 overflow-y-auto text-ink-2 wide:max-h-20">
      {wrong !== null ? (
        <p role="alert">
          <Said className="font-medium text-fail">{wrong.message}</Said> <Said>{wrong.suggestion}</Said>
        </p>
      ) : chosen.entry?.problem != null ? (
        <p role="alert">
          <Said className="font-medium text-fail">{`This target cannot be run: ${chosen.entry.problem.message}`}</Said>{" "}
          <Said className="font-mono text-fine">{chosen.entry.problem.where}</Said>{" "}
          <Said>{chosen.entry.problem.suggestion}</Said>
        </p>
      ) : (
        <Announcement chosen={chosen} outline={outline.data} />
      )}
    </div>
  );
}

function Announcement({ chosen, outline }: { readonly chosen: ChosenTarget; readonly outline: Outline | undefined }) {
  if (chosen.choice === OTHER && chosen.target === null) return <p>Describe it in the panel below.</p>;
  if (chosen.target === null) {
    return <p>{chosen.lab ? "Choose a scenario: it fills in its own token and target." : "Choose where to run it."}</p>;
  }
  if (outline === undefined) return <p>Working out where the token goes…</p>;
  const hosts = outline.destinations;
  const counts = { ...outline, total: outline.requests };
  return (
    <p>
      Calls{" "}
      {hosts.slice(0, 3).map((destination, index) => (
        <span key={destination}>
          {index > 0 && (index === hosts.length - 1 ? " and " : ", ")}
          <Said className="font-medium text-ink [overflow-wrap:anywhere]">{hostOf(destination)}</Said>
        </span>
      ))}
      {hosts.length > 3 && ` and ${hosts.length - 3} more`}
      {chosen.production && (
        <>
          , a <span className="font-medium text-ink">production</span> target
        </>
      )}
      . At most {requestWords(counts)}; {mintedWords(counts)}.
    </p>
  );
}

/** An origin without its scheme; other descriptions stay as they are. */
export function hostOf(destination: string): string {
  return destination.replace(/^https?:\/\//, "");
}
