import type { DoorFailureKind } from "./door-types";

/** Ends one request with a failure of a known kind. Stays inside the door: `send` turns it into a result. */
export class DoorStop extends Error {
  readonly failure: DoorFailureKind;
  readonly detail: string;

  constructor(failure: DoorFailureKind, detail: string) {
    super(detail);
    this.name = "DoorStop";
    this.failure = failure;
    this.detail = detail;
  }
}
