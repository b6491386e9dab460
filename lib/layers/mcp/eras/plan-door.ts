import type { PlannedAmounts } from "@/lib/diagnosis/layer";
import { expectedAccess } from "../../shared/expected-access";
import type { LayerInput } from "../../shared/layer-input";
import { MAX_TOOL_PAGES } from "../list-tools";
import { secondDoorControls, secondDoorTools } from "./door-calls";

type DoorAmounts = Omit<PlannedAmounts, "awsSessionsMinted">;

/** `server/discover`, and once more where it is all that there is and was slow to answer. */
const ASK = 1;
const SURELY = 1;
const PAGE = 1;

/** What the stateless era takes at most: the ask, a knock by each caller, every page of tools, and the calls. */
export function plannedDoor(input: LayerInput, tools: number): DoorAmounts {
  const { controls, wrong, called } = doorCalls(input, tools);
  // A run without a token knocks with its own bare call.
  const knocks = input.token === null ? 1 : controls;
  return {
    requests: ASK + SURELY + knocks + MAX_TOOL_PAGES + called * (1 + controls),
    wrongCredentials: wrong * (1 + called),
  };
}

/** What it takes at a server that speaks both eras: a caller without a token is turned away at the ask, and at a knock. */
export function soundDoor(input: LayerInput, tools: number): DoorAmounts {
  const { controls, wrong, called } = doorCalls(input, tools);
  if (input.token === null && expectedAccess(input, "mcp") === "refused")
    return { requests: ASK + 1, wrongCredentials: 0 };
  return { requests: ASK + PAGE + called * (1 + controls), wrongCredentials: wrong * called };
}

function doorCalls(input: LayerInput, tools: number) {
  const controls = secondDoorControls(input);
  const wrong = controls.filter(({ wrongCredential }) => wrongCredential).length;
  return { controls: controls.length, wrong, called: secondDoorTools(input, tools) };
}
