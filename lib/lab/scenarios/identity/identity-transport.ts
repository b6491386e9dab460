import { withSts } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to STS. */
export const identityTransport = matrixScenarios("identity", [
  {
    kind: "unreachable",
    title: "Nothing listens at the STS endpoint",
    story: "The credentials are there, and STS cannot be reached. S3 is asked all the same.",
  },
  {
    kind: "dns-failed",
    title: "The STS host name does not resolve",
    story: "The target names an STS endpoint that DNS does not know, as a misspelt region does.",
  },
  {
    kind: "tls-failed",
    title: "The STS endpoint does not speak TLS",
    story: "The endpoint is named with https, and the port speaks plain HTTP.",
  },
  {
    kind: "timeout",
    title: "STS does not answer",
    story: "The request to STS gets no answer in time, as behind a firewall that swallows packets.",
  },
  {
    kind: "redirected",
    title: "STS is redirected to a portal",
    story: "A captive portal answers for STS with a redirect.",
  },
  {
    kind: "rate-limited",
    title: "A gateway limits calls to STS",
    story: "A gateway in between answers 429 in its own words, without an AWS code.",
  },
  {
    kind: "server-error",
    title: "STS fails on its own side",
    story: "STS answers 500 InternalFailure. That is no verdict on the credentials.",
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
    title: "A gateway finds no STS",
    story: "A gateway in between answers 502 in its own words.",
    action: plainAnswer(502, "Bad Gateway"),
  },
  {
    kind: "unexpected-status",
    title: "STS answers with a status of no meaning",
    story: "The endpoint answers 418, which no known outcome has.",
  },
  {
    kind: "too-large",
    title: "The STS endpoint answers without end",
    story: "The answer is far larger than any of STS.",
  },
  {
    kind: "refused-by-policy",
    title: "The STS endpoint points at a metadata service",
    story: "The target names a metadata address as its STS endpoint. No request goes there.",
  },
  {
    kind: "clock-skew",
    title: "The STS clock says two minutes ahead",
    story:
      "AWS takes the credentials, and the Date of its answer differs by two minutes from this machine. At fifteen minutes nothing works any more.",
  },
]);
