"use client";

import { lazy, type ReactNode, Suspense } from "react";
import type { Launch } from "@/components/intake/use-launch";
import { buttonClass } from "@/components/ui/button-class";
import { Modal } from "@/components/ui/modal";
import { Said } from "@/components/ui/said";

// Fetched when asked for: few readers open it, and the first load has a budget.
const KeysDialog = lazy(() => import("./keys-dialog").then((module) => ({ default: module.KeysDialog })));

interface AskDialogProps {
  readonly launch: Launch;
  readonly onPaste: (text: string) => void;
}

/** Whatever the page has to ask or tell in front of everything else. */
export function AskDialog({ launch, onPaste }: AskDialogProps) {
  const { ask } = launch;
  const close = () => launch.setAsk(null);
  switch (ask?.kind) {
    case "keys":
      return (
        <Suspense fallback={null}>
          <KeysDialog onClose={close} />
        </Suspense>
      );
    case "problem":
      return (
        <Question title="That did not work" onClose={close} no="Close">
          <Said>{ask.problem.message}</Said> <Said>{ask.problem.suggestion}</Said>
        </Question>
      );
    case "confirm":
      return (
        <Question
          title="Run it all the same?"
          onClose={close}
          no="Do not run"
          yes="Run it there"
          onYes={() => void (ask.again ? launch.runAgain(true) : launch.launch(true))}
        >
          <Said>{ask.problem.message}</Said> <Said>{ask.problem.suggestion}</Said>
        </Question>
      );
    case "paste":
      return (
        <Question
          title="Start over with the pasted token?"
          onClose={close}
          no="Keep this result"
          yes="Start over"
          onYes={() => onPaste(ask.text)}
        >
          The result on this page goes away. Nothing is sent until you run.
        </Question>
      );
    default:
      return null;
  }
}

interface QuestionProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly no: string;
  readonly yes?: string;
  readonly onYes?: () => void;
  readonly children: ReactNode;
}

function Question({ title, onClose, no, yes, onYes, children }: QuestionProps) {
  return (
    <Modal title={title} onClose={onClose}>
      <div className="text-ink-2 [overflow-wrap:anywhere]">{children}</div>
      <div className="mt-5 flex justify-end gap-2">
        <button type="button" onClick={onClose} className={buttonClass("secondary")}>
          {no}
        </button>
        {yes !== undefined && (
          <button type="button" onClick={onYes} className={buttonClass("primary")}>
            {yes}
          </button>
        )}
      </div>
    </Modal>
  );
}
