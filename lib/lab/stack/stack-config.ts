import type { FaultRule } from "./fault-rules";
import type { IamConfig } from "./iam-config";
import type { OptionsConfig } from "./options-config";
import type { LabServerConfigs, LabServerName } from "./server-names";
import type { TargetConfig } from "./target-config";
import type { TokenSpec } from "./token-spec";

/** Closes each connection after an answer without saying so, or resets it at every second request. */
export type KeptFault = "close" | "reset";

/** Everything of a lab stack, as plain data: a scenario is a change of this record. */
export interface StackConfig extends LabServerConfigs {
  readonly token: TokenSpec;
  readonly iam: IamConfig;
  readonly faults: readonly FaultRule[];
  readonly target: TargetConfig;
  readonly options: OptionsConfig;
  /** Seconds by which the clocks of all servers are ahead of this machine's; they agree with each other. */
  readonly clocksAheadS?: number;
  /** Every body begins with a UTF-8 byte order mark. */
  readonly byteOrderMark?: true;
  /** What servers do to connections that a client keeps; those not named keep them as it does. */
  readonly kept?: Readonly<Partial<Record<LabServerName, KeptFault>>>;
}
