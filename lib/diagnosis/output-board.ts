import type { Output } from "./layer";

type Slot = { readonly promise: Promise<boolean>; settle(given: boolean): void; value: unknown };

/**
 * The board where layers hang their outputs. A waiter learns at once when a value is given,
 * or when the last layer that could give it has ended without doing so.
 */
export class OutputBoard {
  readonly #slots = new Map<string, Slot>();
  readonly #givers = new Map<string, Set<string>>();

  /** `givers`: which planned layers may give which output. */
  constructor(givers: readonly { readonly layer: string; readonly outputs: readonly Output<unknown>[] }[]) {
    for (const { layer, outputs } of givers) {
      for (const output of outputs) {
        const set = this.#givers.get(output.name) ?? new Set();
        set.add(layer);
        this.#givers.set(output.name, set);
      }
    }
  }

  give<T>(output: Output<T>, value: T): void {
    const slot = this.#slot(output.name);
    slot.value = value;
    slot.settle(true);
  }

  /** Withdraws a layer as a giver: it has ended. */
  layerEnded(layer: string): void {
    for (const [name, layers] of this.#givers) {
      if (layers.delete(layer) && layers.size === 0) this.#slot(name).settle(false);
    }
  }

  /** True once given; false once nobody can give it any more. */
  wait(output: Output<unknown>): Promise<boolean> {
    const slot = this.#slot(output.name);
    if (!this.#givers.has(output.name)) slot.settle(false);
    return slot.promise;
  }

  get<T>(output: Output<T>): T | undefined {
    // The board is written through give<T>(Output<T>) alone, so the stored value has the output's type.
    return this.#slots.get(output.name)?.value as T | undefined;
  }

  #slot(name: string): Slot {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    let settle: (given: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    const slot: Slot = { promise, settle: (given) => settle(given), value: undefined };
    this.#slots.set(name, slot);
    return slot;
  }
}
