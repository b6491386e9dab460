import { brokenAnswers, lyingDate } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to the registry, seen by the exchange. */
export const exchangeTransport = matrixScenarios("exchange", [
  {
    kind: "connection-reset",
    title: "The registry drops the exchange",
    story:
      "The registry accepts the request for credentials and resets the connection. Search on the same registry works.",
  },
  {
    kind: "reset-mid-body",
    title: "The exchange breaks off halfway",
    story: "Status 200 arrives, then the connection closes before the credentials are complete.",
  },
  {
    kind: "unreachable",
    id: "exchange-registry-down",
    title: "Nothing listens where the registry should be",
    story:
      "The catalog is up and names its registry, but no server runs there. Exchange and search fail for the same reason.",
  },
  {
    kind: "dns-failed",
    title: "The registry host name does not resolve",
    story: "Catalog and target name the same registry, but DNS does not know it.",
  },
  {
    kind: "tls-failed",
    title: "The registry does not speak TLS",
    story: "config.json names the registry with https, but the port speaks plain HTTP.",
  },
  {
    kind: "timeout",
    title: "The registry hangs while assuming the role",
    story:
      "The request for credentials gets no answer in time. Nothing after it can be tried; search does not depend on it and goes on.",
  },
  {
    kind: "dripping",
    title: "The registry answers one byte at a time",
    story: "The answer has begun and never ends.",
  },
  {
    kind: "redirected",
    title: "The exchange is redirected to a sign-in page",
    story: "A proxy in front of the registry redirects every call without its own cookie to a sign-in page.",
  },
  {
    kind: "rate-limited",
    title: "The registry rate-limits requests",
    story: "Too many exchanges in a short time: the registry answers 429.",
  },
  {
    kind: "server-error",
    title: "The registry cannot assume the role",
    story:
      "The token is good, but the registry answers 500: it may not assume this user's role. That says nothing about the token.",
    log: "credentials.failed error=AccessDenied action=sts:AssumeRole",
  },
  {
    kind: "not-found",
    title: "The host has no exchange endpoint",
    story: "The registry URL leads to a server that does not know this path.",
  },
  {
    kind: "bad-http",
    title: "The registry names its length twice",
    story:
      "A plugin adds a second Content-Length to every answer. Browsers shrug; strict clients, such as Node, refuse the answer.",
    action: { kind: "raw", bytes: brokenAnswers.lengthTwice },
  },
  {
    kind: "too-large",
    title: "The exchange's answer never ends",
    story: "The answer is far larger than any set of credentials.",
  },
  {
    kind: "refused-by-policy",
    title: "The registry URL points at a metadata service",
    story: "The target names a metadata address as its registry. A token never goes there.",
  },
  {
    kind: "clock-skew",
    title: "The registry's clock is two minutes behind",
    story:
      "The credentials are good. The registry's clock is two minutes behind, which will matter when tokens are about to expire.",
    action: lyingDate(-120),
  },
  {
    kind: "host-refused",
    title: "The registry does not know the host name",
    story: "A server behind the same address answers 421: it is not set up for the host name that was asked for.",
  },
  {
    kind: "password-gate",
    title: "A password prompt stands in front of the registry",
    story:
      "Every call gets a 401 that asks for a user name and a password. Whatever else was sent was not even looked at.",
  },
]);
