"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { setDesk } from "@/components/data/desk-store";
import { useStore } from "@/components/data/use-store";
import { clearBoxes } from "@/components/lab/lab-mode";
import { describeToken, type TokenPreview } from "@/lib/token/describe-token";
import { emptyServerEnv } from "./server-env-ref";

/**
 * The boxes that hold secrets before a run, and what was read of the token. The texts stay in the boxes: they are
 * read from there at Run, and gone with them when the run takes their place.
 */
export function usePasteBox(idle: boolean) {
  const token = useRef<HTMLTextAreaElement>(null);
  const key = useRef<HTMLInputElement>(null);
  const waiting = useRef<string | null>(null);
  const [reading, setReading] = useState<TokenPreview | null>(null);
  const cleared = useStore(clearBoxes);

  const read = (text: string) => setReading(text === "" ? null : describeToken(text, Date.now()));
  const fill = (text: string) => {
    if (token.current === null) return;
    token.current.value = text;
    read(text);
    token.current.focus();
  };
  const fillKey = (text: string) => {
    // A file that was pasted for another run goes with that run's key.
    emptyServerEnv();
    if (key.current !== null) key.current.value = text;
    setDesk({ keyTyped: text !== "" });
  };

  const onPhase = useEffectEvent((nowIdle: boolean) => {
    setDesk({ keyTyped: false });
    if (!nowIdle) setReading(null);
    else if (waiting.current !== null) fill(waiting.current);
    waiting.current = null;
  });
  useEffect(() => onPhase(idle), [idle]);

  const onCleared = useEffectEvent(() => {
    if (token.current !== null) token.current.value = "";
    setReading(null);
    fillKey("");
  });
  useEffect(() => {
    if (cleared > 0) onCleared();
  }, [cleared]);

  /** For a token pasted over a result: it goes into the box once the box is there again. */
  const fillLater = (text: string) => {
    waiting.current = text;
  };
  return { token, key, reading, read, fill, fillKey, fillLater };
}
