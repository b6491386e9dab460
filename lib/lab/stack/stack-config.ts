import type { FaultRule } from "./fault-rules";
import type { IamConfig } from "./iam-config";
import type { OptionsConfig } from "./options-config";
import type { LabServerConfigs } from "./server-names";
import type { TargetConfig } from "./target-config";
import type { TokenSpec } from "./token-spec";

/** Everything of a lab stack, as plain data: a scenario is a change of this record. */
export interface StackConfig extends LabServerConfigs {
  readonly token: TokenSpec;
  readonly iam: IamConfig;
  readonly faults: readonly FaultRule[];
  readonly target: TargetConfig;
  readonly options: OptionsConfig;
}
