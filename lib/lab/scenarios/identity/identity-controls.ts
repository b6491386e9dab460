import { plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong credentials, and of the same call again, at STS. */
export const identityControls = matrixScenarios("identity", [
  {
    kind: "not-enforced",
    title: "STS does not check the secret",
    story: "A request signed with a wrong secret gets an identity as well. This endpoint checks only the key id.",
  },
  {
    kind: "control-unanswered",
    title: "STS fails on a wrong secret",
    story: "The real call gets an identity; the one with a wrong secret gets a 500.",
    action: plainAnswer(500, "oops"),
  },
  {
    kind: "not-repeatable",
    title: "STS accepts the credentials only once",
    story: "After the control the same call gets 503.",
  },
]);
