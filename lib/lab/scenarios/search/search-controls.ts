import { matrixScenarios } from "../matrix/matrix-scenarios";

/** What becomes of wrong tokens, and of the same call again, at search. */
export const searchControls = matrixScenarios("search", [
  {
    kind: "not-enforced",
    title: "Search answers anyone as this user",
    story:
      "Without a token, too, GraphQL says it is this user. The stack demands a login, and this endpoint does not look.",
    alsoShows: ["mcp/not-enforced"],
  },
  {
    kind: "control-unanswered",
    title: "Search crashes on a bad token",
    story: "The real token finds things, a wrong one gets a 500.",
  },
  {
    kind: "not-repeatable",
    title: "Search answers once",
    story: "After the controls the same search gets 503.",
  },
]);
