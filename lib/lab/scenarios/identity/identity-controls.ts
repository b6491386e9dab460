import { plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong credentials, and of the same call again, at STS. */
export const identityControls = matrixScenarios("identity", [
  {
    kind: "not-enforced",
    title: "STS does not check the secret",
    story:
      "A request that was signed with a wrong secret gets an identity as well. This endpoint looks at the key id and nothing else.",
  },
  {
    kind: "control-unanswered",
    title: "STS fails on a wrong secret",
    story: "The real call gets an identity, the one with a wrong secret a 500.",
    action: plainAnswer(500, "oops"),
  },
  {
    kind: "not-repeatable",
    title: "STS accepts the credentials once",
    story: "After the control the same call gets 503.",
  },
]);
