import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong tokens, and of the same call again, at search. */
export const searchControls = matrixScenarios("search", [
  {
    kind: "not-enforced",
    title: "Search answers anyone as this user",
    story:
      "Even without a token GraphQL says that the caller is this user. The stack requires a login, but this endpoint does not check.",
    alsoShows: ["mcp/not-enforced", "mcp/control-unanswered"],
  },
  {
    kind: "control-unanswered",
    title: "Search crashes on a bad token",
    story: "The real token finds results; a wrong one gets a 500.",
  },
  {
    kind: "not-repeatable",
    title: "Search answers only once",
    story: "After the controls the same search gets 503.",
  },
]);
