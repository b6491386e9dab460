import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to the registry, seen by search. */
export const searchTransport = matrixScenarios("search", [
  {
    kind: "connection-reset",
    title: "Search resets the connection",
    story: "The exchange works, and the GraphQL endpoint drops every call.",
  },
  {
    kind: "timeout",
    title: "Search hangs",
    story: "The search backend does not answer in time.",
  },
  {
    kind: "redirected",
    title: "Search is redirected to a sign-in page",
    story: "A proxy rule covers the GraphQL path alone.",
  },
  {
    kind: "rate-limited",
    title: "Search limits requests",
    story: "The GraphQL endpoint answers 429.",
  },
  {
    kind: "server-error",
    title: "Search fails on its own side",
    story: "The GraphQL endpoint answers 500.",
  },
  {
    kind: "not-found",
    title: "The host has no GraphQL",
    story: "The registry answers 404 for its GraphQL path.",
  },
  {
    kind: "too-large",
    title: "Search answers without end",
    story: "The answer is far larger than any page of hits.",
  },
  {
    kind: "clock-skew",
    title: "The search clock is two minutes ahead",
    story: "The hits are right, and the Date of the answer is two minutes off.",
  },
]);
