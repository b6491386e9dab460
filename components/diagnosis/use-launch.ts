"use client";

import { type RefObject, useState } from "react";
import type { Problem } from "./call-api";
import { deskStore, setDesk } from "./desk-store";
import { type CurrentRun, cancelRun, forgetToken, leaveRun, type RunAsked, runStore, startRun } from "./run-store";
import type { Outline, RunOptions } from "./server-data";
import type { ChosenTarget } from "./use-chosen-target";

export type Ask =
  | { readonly kind: "confirm"; readonly problem: Problem; readonly again: boolean }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "keys" };

interface Boxes {
  readonly token: RefObject<HTMLTextAreaElement | null>;
  readonly key: RefObject<HTMLInputElement | null>;
}

/** Options as set on the page; the time limit only if one was typed. */
function chosenOptions(): RunOptions {
  const desk = deskStore.get();
  const timeoutMs = Number(desk.timeout);
  return {
    controls: desk.controls ? (desk.deep ? "deep" : "on") : "off",
    ...(desk.timeout.trim() !== "" && Number.isFinite(timeoutMs) ? { timeoutMs } : {}),
  };
}

const emptyBox: Problem = { code: "empty", message: "There is no token yet.", suggestion: "Paste one into the box." };
const noTarget: Problem = {
  code: "no-target",
  message: "No target is chosen.",
  suggestion: "Choose one from the list.",
};

/** The server still has the token, or needs none from here. */
export function mayRunAgain(run: CurrentRun): boolean {
  return run.held !== null || !run.asked.gaveToken;
}

/** Starting, repeating and stopping runs, with the questions that these may raise. */
export function useLaunch(boxes: Boxes, chosen: ChosenTarget, outline: Outline | null) {
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ask, setAsk] = useState<Ask | null>(null);

  const start = async (again: boolean, asked: RunAsked, key: string, token: Parameters<typeof startRun>[0]) => {
    setStarting(true);
    setProblem(null);
    const failed = await startRun(token, asked, key);
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
    if (chosen.needsToken && token.trim() === "") return setProblem(emptyBox);
    if (chosen.target === null || chosen.name === null) {
      setDesk({ faultsShown: true });
      return setProblem(chosen.choice === null ? noTarget : null);
    }
    const key = boxes.key.current?.value ?? "";
    const options = { ...chosenOptions(), ...(confirmed ? { confirmed } : {}) };
    const { target, name, production, needsToken } = chosen;
    const asked = {
      target,
      targetName: name,
      production,
      subject: chosen.subject?.name ?? null,
      gaveToken: needsToken,
    };
    await start(false, { ...asked, outline, options }, key, needsToken ? { token } : {});
  };

  const runAgain = async (confirmed = false) => {
    const run = runStore.get();
    if (starting || run === null || !mayRunAgain(run)) return;
    const options = { ...run.asked.options, ...(confirmed ? { confirmed } : {}) };
    await start(true, { ...run.asked, options }, "", run.held === null ? {} : { tokenHandle: run.held.handle });
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
