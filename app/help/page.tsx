import type { Metadata } from "next";
import { describeLayers } from "@/lib/server/describe-layers";
import { actorWords } from "@/lib/words/actor-words";
import { capitalised } from "@/lib/words/count-words";
import { natureWords } from "@/lib/words/status-words";

export const metadata: Metadata = { title: "Help · Bonafide" };

const effectWords = {
  fail: "fails the layer",
  inconclusive: "leaves it inconclusive",
  "tool-error": "is Bonafide's own fault",
  warn: "only warns",
  info: "only informs",
} as const;
const effectColour = {
  fail: "text-fail",
  inconclusive: "text-inconclusive",
  "tool-error": "text-tool-error",
  warn: "text-ink-2",
  info: "text-ink-2",
} as const;

/** Every finding code there is, made from the layers themselves. */
export default function HelpPage() {
  const layers = describeLayers();
  return (
    <main className="mx-auto grid max-w-[1480px] gap-x-10 px-3 py-6 sm:px-6 wide:grid-cols-[12rem_minmax(0,1fr)]">
      <nav aria-label="Layers" className="mb-6 self-start wide:sticky wide:top-6">
        <ol className="flex flex-wrap gap-x-4 gap-y-1 wide:flex-col">
          {layers.map(({ id }) => (
            <li key={id}>
              <a href={`#${id}`} className="text-ink-2 underline-offset-2 hover:text-ink hover:underline">
                {id}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className="min-w-0 max-w-[80ch]">
        <h1 className="text-verdict font-semibold">Every finding, by layer</h1>
        <p className="mt-1 mb-8 text-ink-2">
          A layer passes only when the real call was accepted with evidence, every control was refused, and the real
          call was accepted once more. Anything else is one of these.
        </p>
        {layers.map((layer) => (
          <section key={layer.id} aria-labelledby={layer.id} className="mb-10">
            <h2 id={layer.id} className="scroll-mt-6 text-layer font-semibold">
              {layer.id} <span className="ml-1 text-fine font-normal text-ink-3">{natureWords[layer.nature]}</span>
            </h2>
            <p className="text-ink-2">
              {layer.question} A pass proves: {layer.proves}. It does not prove: {layer.doesNotProve}.
            </p>
            <dl className="mt-3">
              {Object.entries(layer.findings).map(([reason, finding]) => (
                <div
                  key={reason}
                  id={`${layer.id}/${reason}`}
                  className="scroll-mt-4 border-t border-line px-3 py-2.5 target:rounded-lg target:bg-raised"
                >
                  <dt className="flex flex-wrap gap-x-3">
                    <a href={`#${layer.id}/${reason}`} className="font-mono text-fine leading-5 hover:underline">
                      {layer.id}/{reason}
                    </a>
                    <span className={`text-fine leading-5 ${effectColour[finding.effect]}`}>
                      {effectWords[finding.effect]}
                    </span>
                  </dt>
                  <dd>
                    {capitalised(finding.title)}.{" "}
                    <span className="text-ink-2">
                      {capitalised(actorWords[finding.actor])}: {finding.remedy}
                      {finding.spec !== undefined && ` (${finding.spec})`}
                    </span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </main>
  );
}
