import type { LayerIntro, OutlineLayer } from "@/components/data/server-data";
import { Said } from "@/components/ui/said";
import { capitalised } from "@/lib/words/count-words";
import { controlName } from "@/lib/words/describe-controls";
import { LayerHeading } from "./layer-heading";
import { Proves } from "./proves";

interface IdleLayerPanelProps {
  readonly intro: LayerIntro;
  readonly planned: OutlineLayer | undefined;
  readonly onClose: () => void;
}

/** A layer opened before any run: what it asks, which controls it would send, what a pass is worth. */
export function IdleLayerPanel({ intro, planned, onClose }: IdleLayerPanelProps) {
  const controls = planned?.controls ?? intro.controlNames;
  return (
    <>
      <LayerHeading {...intro} status={null} required onClose={onClose} />
      <div className="px-4 pb-4 text-ink-2 sm:px-5">
        {planned?.notApplicable != null ? (
          <p>
            Would not apply to this token and target: <Said>{planned.notApplicable}</Said>.
          </p>
        ) : controls.length > 0 ? (
          <>
            <p>Besides the real call it sends these. Each must be refused, unless the target expects open access:</p>
            <ul className="mt-1 list-disc pl-5">
              {controls.map((name) => (
                <li key={name}>{capitalised(controlName(name))}</li>
              ))}
            </ul>
          </>
        ) : intro.nature === "local" ? (
          <p>Checked here by Bonafide; the token is not sent anywhere for this.</p>
        ) : (
          <p>One call without controls.</p>
        )}
      </div>
      <Proves passed={false} proves={intro.proves} doesNotProve={intro.doesNotProve} />
    </>
  );
}
