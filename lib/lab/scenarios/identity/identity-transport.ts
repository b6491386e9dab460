import { withSts } from "@/lib/lab/stack/config-changes";
import { brokenAnswers, plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to STS. */
export const identityTransport = matrixScenarios("identity", [
  {
    kind: "unreachable",
    title: "Nothing listens at the STS endpoint",
    story: "There are credentials, but STS cannot be reached. S3 is asked all the same.",
  },
  {
    kind: "dns-failed",
    title: "The STS host name does not resolve",
    story: "The target names an STS endpoint that DNS does not know, as with a misspelt region.",
  },
  {
    kind: "tls-failed",
    title: "The STS endpoint does not speak TLS",
    story: "The endpoint is named with https, but the port speaks plain HTTP.",
  },
  {
    kind: "timeout",
    title: "STS does not answer",
    story: "The request to STS gets no answer in time, as behind a firewall that drops packets.",
  },
  {
    kind: "redirected",
    title: "STS is redirected to a portal",
    story: "A captive portal answers for STS with a redirect.",
  },
  {
    kind: "rate-limited",
    title: "A gateway rate-limits calls to STS",
    story: "A gateway in between answers 429 in its own words, without an AWS code.",
  },
  {
    kind: "server-error",
    title: "STS fails with a server error",
    story: "STS answers 500 InternalFailure. That says nothing about the credentials.",
    alsoShows: ["mcp/upstream-failed"],
    fault: (config) =>
      withSts(config, {
        refuses: {
          status: 500,
          code: "InternalFailure",
          message: "The request processing has failed because of an unknown error, exception or failure.",
        },
      }),
  },
  {
    kind: "server-error",
    id: "identity-bad-gateway",
    title: "A gateway cannot reach STS",
    story: "A gateway in between answers 502 in its own words.",
    action: plainAnswer(502, "Bad Gateway"),
  },
  {
    kind: "unexpected-status",
    title: "STS answers with an unexpected status",
    story: "The endpoint answers 418, which matches no known outcome.",
  },
  {
    kind: "bad-http",
    title: "STS answers with a status of four digits",
    story: "Whatever answers at the STS endpoint writes a status line that HTTP does not have.",
    action: { kind: "raw", bytes: brokenAnswers.status },
  },
  {
    kind: "too-large",
    title: "The STS endpoint's answer never ends",
    story: "The answer is far larger than any from STS.",
  },
  {
    kind: "refused-by-policy",
    title: "The STS endpoint points at a metadata service",
    story: "The target names a metadata address as its STS endpoint. No request goes there.",
  },
  {
    kind: "clock-skew",
    title: "The STS clock is two minutes ahead",
    story:
      "AWS accepts the credentials, but the Date of its answer differs by two minutes from this machine. At fifteen minutes nothing works any more.",
  },
  {
    kind: "host-refused",
    title: "The STS endpoint does not know the host name",
    story: "A server behind the same address answers 421: it is not set up for the host name that was asked for.",
  },
  {
    kind: "password-gate",
    title: "A password prompt stands in front of the STS endpoint",
    story:
      "Every call gets a 401 that asks for a user name and a password. Whatever else was sent was not even looked at.",
  },
]);
