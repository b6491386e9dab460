import type { LabServerConfigs, LabServerName } from "@/lib/lab/stack/server-names";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { Decision, LabCall } from "./lab-server";

/** The server of one stack, before it listens. */
interface OpenServer {
  handle(call: LabCall): Decision;
  /** Secrets that it made itself. */
  secrets?(): readonly string[];
  close?(): void;
}

/** What a server of the lab says of itself, once; the list of them is all that a stack is started from. */
export interface LabServer<Name extends LabServerName = LabServerName> {
  /** Also its name in addresses, fault rules and the log. */
  readonly name: Name;
  /** Its part of a stack on which nothing is wrong. */
  readonly healthy: LabServerConfigs[Name];
  /** Seconds that its clock is ahead; left out by a server whose clock is always right. */
  clockOffsetS?(config: StackConfig): number;
  open(parts: StackParts): OpenServer | Promise<OpenServer>;
}
