import { brokenAnswers } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to the registry, seen by search. */
export const searchTransport = matrixScenarios("search", [
  {
    kind: "connection-reset",
    title: "Search resets the connection",
    story: "The exchange works, but the GraphQL endpoint drops every call.",
  },
  {
    kind: "timeout",
    title: "Search hangs",
    story: "The search backend does not answer in time.",
  },
  {
    kind: "redirected",
    title: "Search is redirected to a sign-in page",
    story: "A proxy rule covers only the GraphQL path.",
  },
  {
    kind: "rate-limited",
    title: "Search rate-limits requests",
    story: "The GraphQL endpoint answers 429.",
  },
  {
    kind: "server-error",
    title: "Search fails with a server error",
    story: "The GraphQL endpoint answers 500.",
  },
  {
    kind: "not-found",
    title: "The host has no GraphQL endpoint",
    story: "The registry answers 404 for its GraphQL path.",
  },
  {
    kind: "bad-http",
    title: "The search answer says gzip and is none",
    story: "A cache in front of the registry keeps the header of a compressed answer over a body that it has unpacked.",
    action: { kind: "raw", bytes: brokenAnswers.damagedGzip },
  },
  {
    kind: "too-large",
    title: "Search's answer never ends",
    story: "The answer is far larger than any page of hits.",
  },
  {
    kind: "clock-skew",
    title: "The search clock is two minutes ahead",
    story: "The hits are right, but the Date of the answer is two minutes off.",
  },
  {
    kind: "host-refused",
    title: "The search does not know the host name",
    story: "A server behind the same address answers 421: it is not set up for the host name that was asked for.",
  },
  {
    kind: "password-gate",
    title: "A password prompt stands in front of the search",
    story:
      "Every call gets a 401 that asks for a user name and a password. Whatever else was sent was not even looked at.",
  },
]);
