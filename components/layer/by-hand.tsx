import { CopyButton } from "@/components/ui/copy-button";
import { visibleText } from "@/components/ui/visible-text";
import { Section } from "./section";

/** The real call as a command that is safe to paste: it holds no secret. */
export function ByHand({ command }: { readonly command: string | null }) {
  if (command === null) return null;
  return (
    <Section title="By hand" note="repeats the real call; safe to paste, holds no secret">
      <div className="flex items-start gap-3 rounded-lg bg-sunken px-3 py-2.5">
        <pre className="min-w-0 flex-1 font-mono text-fine whitespace-pre-wrap [overflow-wrap:anywhere]">
          {visibleText(command)}
        </pre>
        <CopyButton text={command} label="the command" />
      </div>
    </Section>
  );
}
