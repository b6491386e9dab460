import { jsonAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong tokens, and of the same call again, at the exchange. */
export const exchangeControls = matrixScenarios("exchange", [
  {
    kind: "not-enforced",
    title: "The registry hands credentials to anyone",
    story: "Even a call without a token gets AWS credentials. The real token works too, which proves nothing.",
    alsoShows: ["mcp/not-enforced"],
  },
  {
    kind: "control-unanswered",
    title: "The registry crashes on a bad token",
    story:
      "The real token is accepted; a wrong one makes the registry answer 500. A crash is not a refusal, so nobody knows whether tokens are checked.",
  },
  {
    kind: "control-reset",
    title: "The registry hangs up on a bad token",
    story: "Calls with a wrong token are cut off without an answer.",
  },
  {
    kind: "controls-off",
    id: "controls-off",
    title: "The controls are switched off",
    story:
      "Everything is accepted, but nothing was tried that should be refused. Without controls an accepted call proves nothing.",
    alsoShows: ["identity/controls-off", "mcp/controls-off", "s3/controls-off", "search/controls-off"],
  },
  {
    kind: "not-repeatable",
    title: "The registry accepts the token only once",
    story: "The token works, but after the controls it is refused: a lockout, or instances that differ.",
    action: jsonAnswer(401, "Token could not be deserialized"),
  },
  {
    kind: "control-timeout",
    title: "The registry hangs on a bad token",
    story: "A wrong token gets no answer in time. No answer is not a refusal.",
  },
]);
