import { createStore } from "./create-store";
import type { PageOptions } from "./page-options";
import { emptyTargetFields, type TargetFields } from "./target-fields";

/** The choice "Other…" in the list of targets; no file name, so no saved target, can be called so. */
export const OTHER = "/other";

/** What the reader has set on the page before a run. Holds no token and no key. */
export interface Desk {
  readonly lab: boolean;
  readonly scenario: string | null;
  /** Name of a saved target, `OTHER`, or null until one is chosen. */
  readonly choice: string | null;
  /** One of the chosen target's subjects. */
  readonly subject: string | null;
  /** The lab's scenario is about a caller without a token. */
  readonly withoutToken: boolean;
  readonly fields: TargetFields;
  /** Run was asked for: from then on the fields show their faults. */
  readonly faultsShown: boolean;
  readonly options: PageOptions;
  /** A signing key stands in its box; the key itself is not here. */
  readonly keyTyped: boolean;
  /** The layer opened beside the ladder. */
  readonly open: string | null;
  /** The reader chose what is open (or closed it): the end of a run then opens nothing by itself. */
  readonly chosen: boolean;
  /** On a narrow screen the opened layer takes the whole view. */
  readonly alone: boolean;
}

export const deskStore = createStore<Desk>({
  lab: false,
  scenario: null,
  choice: null,
  subject: null,
  withoutToken: false,
  fields: emptyTargetFields,
  faultsShown: false,
  options: {},
  keyTyped: false,
  open: null,
  chosen: false,
  alone: false,
});

export function setDesk(change: Partial<Desk>): void {
  deskStore.set({ ...deskStore.get(), ...change });
}

/** Sets one option of the next run. */
export function setOption(name: keyof PageOptions, value: string | boolean): void {
  setDesk({ options: { ...deskStore.get().options, [name]: value } });
}

export function openLayer(id: string): void {
  setDesk({ open: id, chosen: true, alone: true });
}

export function closeLayer(): void {
  setDesk({ open: null, chosen: true, alone: false });
}
