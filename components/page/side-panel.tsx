import { lazy, type RefObject, Suspense, useEffect } from "react";
import type { LayerIntro, OpenedScenario, Outline } from "@/components/data/server-data";
import { BeforePanel, WhatItDoes } from "@/components/intake/before-panel";
import { IdleLayerPanel } from "@/components/layer/idle-layer-panel";
import type { CurrentRun } from "@/components/run/run-store";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import type { ChosenTarget } from "@/components/target/use-chosen-target";
import type { TokenPreview } from "@/lib/token/describe-token";

// Fetched when a run begins, before anybody can open one of its layers: the first load has a budget.
const loadLayerPanel = () => import("@/components/layer/layer-panel");
const LayerPanel = lazy(() => loadLayerPanel().then((module) => ({ default: module.LayerPanel })));

interface SidePanelProps {
  readonly layers: readonly LayerIntro[];
  readonly run: CurrentRun | null;
  readonly open: string | null;
  readonly outline: Outline | undefined;
  readonly chosen: ChosenTarget;
  readonly reading: TokenPreview | null;
  readonly keyBox: RefObject<HTMLInputElement | null>;
  readonly onScenario: (opened: OpenedScenario, scenario: string) => void;
  readonly onClose: () => void;
  readonly onKeys: () => void;
}

/** Beside the ladder: the opened layer, else what stands before a run. On a narrow screen an opened layer is a view of its own. */
export function SidePanel(props: SidePanelProps) {
  const { layers, run, open, outline, onClose, onKeys } = props;
  const view = run?.view ?? null;
  const layer = view?.layers.find((one) => one.id === open);
  const intro = run === null ? layers.find((one) => one.id === open) : undefined;
  const opened = layer !== undefined || intro !== undefined;
  const begun = run !== null;
  useEffect(() => {
    if (begun) void loadLayerPanel();
  }, [begun]);
  return (
    <div data-panel className="order-4 min-w-0 self-start">
      <section id="layer-panel" aria-label={opened ? `Layer ${open}` : "Before a run"} className="card overflow-hidden">
        {layer !== undefined && (
          <Suspense>
            <LayerPanel key={layer.id} layer={layer} conclusion={view?.conclusion ?? null} onClose={onClose} />
          </Suspense>
        )}
        {intro !== undefined && (
          <IdleLayerPanel
            intro={intro}
            planned={outline?.layers.find((one) => one.id === intro.id)}
            onClose={onClose}
          />
        )}
        {run !== null && !opened && (
          <>
            <p className="panel-part text-ink-2">
              Open a layer to see its requests, controls and log lines as they arrive.
            </p>
            {outline !== undefined && <WhatItDoes outline={outline} />}
          </>
        )}
        {/* Hidden, not unmounted: a key typed here must outlive a look at a layer. */}
        {run === null && (
          <div hidden={opened}>
            <BeforePanel {...props} />
          </div>
        )}
      </section>
      <div className="mt-2 flex items-center justify-between text-fine text-ink-3 sm:justify-end">
        <div className="sm:hidden">
          <ThemeToggle />
        </div>
        <button
          type="button"
          onClick={onKeys}
          className="rounded px-1 underline-offset-2 hover:text-ink hover:underline"
        >
          Keys <kbd className="font-sans">?</kbd>
        </button>
      </div>
    </div>
  );
}
