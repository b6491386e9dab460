"use client";

import { type RefObject, useState } from "react";
import type { Problem } from "@/components/data/call-api";
import { deskStore, setDesk } from "@/components/data/desk-store";
import { chosenOptions, hasFaultyOption } from "@/components/data/page-options";
import type { Outline } from "@/components/data/server-data";
import { cancelRun, forgetToken } from "@/components/run/run-actions";
import {
  type CurrentRun,
  leaveRun,
  type RunAsked,
  type RunSecrets,
  runStore,
  startRun,
} from "@/components/run/run-store";
import type { ChosenTarget } from "@/components/target/use-chosen-target";
import { describeToken } from "@/lib/token/describe-token";
import { serverEnvBox } from "./server-env-ref";

export type Ask =
  | { readonly kind: "confirm"; readonly problem: Problem; readonly again: boolean }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "keys" };

interface Boxes {
  readonly token: RefObject<HTMLTextAreaElement | null>;
  readonly key: RefObject<HTMLInputElement | null>;
}

/** What was typed or pasted for this run; an empty box gives nothing. */
function chosenSecrets({ key }: Boxes): RunSecrets {
  const signatureKey = key.current?.value;
  const serverEnv = serverEnvBox.current?.value;
  return { ...(signatureKey ? { signatureKey } : {}), ...(serverEnv?.trim() ? { serverEnv } : {}) };
}

const noTarget: Problem = {
  code: "no-target",
  message: "No target is chosen.",
  suggestion: "Choose one from the list.",
};
const badFields: Problem = {
  code: "fields",
  message: "Something is missing or wrong.",
  suggestion: "Correct the marked field below.",
};

/** What keeps a run from being asked for at all; null when nothing does. */
function obstacle(token: string, chosen: ChosenTarget): Problem | null {
  const read = chosen.needsToken ? describeToken(token, Date.now()) : null;
  if (read?.ok === false) return read.fault;
  if (chosen.choice === null) return noTarget;
  if (hasFaultyOption(deskStore.get().options) || chosen.typed?.ok === false) return badFields;
  return null;
}

/** The first field that is marked takes the focus, once it is marked. */
function focusFault(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>("#layer-panel [aria-invalid='true']")?.focus();
  });
}

/** The server still has the token, or needs none from here. */
export function mayRunAgain(run: CurrentRun): boolean {
  return run.held !== null || !run.asked.gaveToken;
}

/** Starting, repeating and stopping runs, with the questions that these may raise. */
export function useLaunch(boxes: Boxes, chosen: ChosenTarget, outline: Outline | null) {
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ask, setAsk] = useState<Ask | null>(null);

  const start = async (again: boolean, asked: RunAsked, secrets: RunSecrets, token: Parameters<typeof startRun>[0]) => {
    setStarting(true);
    setProblem(null);
    const failed = await startRun(token, asked, secrets);
    setStarting(false);
    if (failed === null) {
      setDesk({ open: null, chosen: false, alone: false });
      setAsk(null);
      return;
    }
    if (failed.code === "CONFIRMATION_NEEDED") setAsk({ kind: "confirm", problem: failed, again });
    else if (again) setAsk({ kind: "problem", problem: failed });
    else {
      setAsk(null);
      setProblem(failed);
    }
  };

  const launch = async (confirmed = false) => {
    if (starting || runStore.get() !== null) return;
    const token = boxes.token.current?.value ?? "";
    const wrong = obstacle(token, chosen);
    if (wrong !== null) {
      setDesk({ faultsShown: true, ...(wrong === badFields ? { open: null } : {}) });
      if (wrong === badFields) focusFault();
      return setProblem(wrong);
    }
    const { target, name, production, needsToken } = chosen;
    // A target whose file is faulty says so already.
    if (target === null || name === null) return;
    const asked = {
      target,
      targetName: name,
      production,
      subject: chosen.subject?.name ?? null,
      gaveToken: needsToken,
      outline,
      options: { ...chosenOptions(deskStore.get().options), ...(confirmed ? { confirmed } : {}) },
    };
    await start(false, asked, chosenSecrets(boxes), needsToken ? { token } : {});
  };

  const runAgain = async (confirmed = false) => {
    const run = runStore.get();
    if (starting || run === null || !mayRunAgain(run)) return;
    const options = { ...run.asked.options, ...(confirmed ? { confirmed } : {}) };
    await start(true, { ...run.asked, options }, {}, run.held === null ? {} : { tokenHandle: run.held.handle });
  };

  const tell = async (work: Promise<Problem | null>) => {
    const failed = await work;
    if (failed !== null) setAsk({ kind: "problem", problem: failed });
  };

  const newToken = () => {
    leaveRun();
    setProblem(null);
    setDesk({ open: null, chosen: false, alone: false });
  };

  return {
    starting,
    problem,
    ask,
    setAsk,
    clearProblem: () => setProblem(null),
    launch,
    runAgain,
    newToken,
    cancel: () => void tell(cancelRun()),
    forget: () => void tell(forgetToken()),
  };
}

export type Launch = ReturnType<typeof useLaunch>;
