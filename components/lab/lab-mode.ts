import { createStore } from "@/components/data/create-store";
import { deskStore, setDesk } from "@/components/data/desk-store";

/** Counts the times that the paste box must be emptied from outside. */
export const clearBoxes = createStore(0);

/** Leaves the lab: its token, its target and its options go with it. */
export function leaveLab(): void {
  const opened = deskStore.get().scenario !== null;
  setDesk({ lab: false, scenario: null, choice: null, open: null, alone: false });
  if (!opened) return;
  setDesk({ options: {} });
  clearBoxes.set(clearBoxes.get() + 1);
}
