import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { replay000 } from "../scenarios/replay-000";
import { replay001 } from "../scenarios/replay-001";
import { replay002 } from "../scenarios/replay-002";
import { replay003 } from "../scenarios/replay-003";
import { replay004 } from "../scenarios/replay-004";

/** The five notes that the project came from, as stacks that show what they describe. */
export const replayScenarios: readonly Scenario[] = [replay000, replay001, replay002, replay003, replay004];
