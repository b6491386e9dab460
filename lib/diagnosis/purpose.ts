import { type BesideName, besideNames, type Purpose } from "./model";

// A log line of our own belongs to no call: its purpose is null.

/** A call of the layer's own with its own credential, the first time or once more: what its pass or fail rests on. */
export function isGenuine(purpose: Purpose | null): boolean {
  return purpose === "real" || purpose === "repeat";
}

/** The control that a call belongs to; null where it is none. */
export function controlNameOf(purpose: Purpose | null): string | null {
  return purpose?.startsWith("control:") === true ? purpose.slice("control:".length) : null;
}

/** A call that must be refused. */
export function isControl(purpose: Purpose | null): boolean {
  return controlNameOf(purpose) !== null;
}

/** What a call beside the layer's own asks; null where it is one of the layer's own, or a control. */
export function besideNameOf(purpose: Purpose | null): BesideName | null {
  return besideNames.find((name) => purpose === `beside:${name}`) ?? null;
}
