"use client";

import { useEffect, useRef } from "react";
import { readLetterKeys } from "./letter-keys";

export interface KeyActions {
  readonly run: () => void;
  readonly close: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly newToken: () => void;
  readonly help: () => void;
  /** A paste outside of any field. */
  readonly paste: (text: string) => void;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function inDialog(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

/** The keys of the page. Letters do nothing while text is typed, inside a dialog, or when they are switched off. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || inDialog()) return;
      const { run, close, step, newToken, help } = latest.current;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") return close();
      if (isTyping(event.target) || !readLetterKeys()) return;
      const letters: Readonly<Record<string, () => void>> = {
        "?": help,
        n: newToken,
        j: () => step(1),
        k: () => step(-1),
      };
      if (!Object.hasOwn(letters, event.key)) return;
      event.preventDefault();
      letters[event.key]?.();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target) || inDialog()) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.trim() === "") return;
      event.preventDefault();
      latest.current.paste(text);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("paste", onPaste);
    };
  }, []);
}
