import { createStore } from "@/components/data/create-store";

const KEY = "bonafide.letter-keys";

/** Whether single-character keys do anything. Null until the browser's choice was read. */
export const letterKeys = createStore<boolean | null>(null);

export function readLetterKeys(): boolean {
  const known = letterKeys.get();
  if (known !== null) return known;
  let on = true;
  try {
    on = localStorage.getItem(KEY) !== "off";
  } catch {
    // Without storage they are on.
  }
  letterKeys.set(on);
  return on;
}

export function setLetterKeys(on: boolean): void {
  letterKeys.set(on);
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
  } catch {
    // Kept until the page is left.
  }
}
