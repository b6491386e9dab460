import { withS3 } from "@/lib/lab/stack/config-changes";
import { brokenAnswers } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to S3. */
export const s3Transport = matrixScenarios("s3", [
  {
    kind: "unreachable",
    title: "Nothing listens at the S3 endpoint",
    story: "The identity is right, but S3 cannot be reached from here.",
  },
  {
    kind: "dns-failed",
    title: "The S3 host name does not resolve",
    story: "The target names an S3 endpoint that DNS does not know.",
  },
  {
    kind: "tls-failed",
    title: "The S3 endpoint does not speak TLS",
    story: "The endpoint is named with https, but the port speaks plain HTTP.",
  },
  {
    kind: "timeout",
    title: "S3 does not answer",
    story: "The list request gets no answer in time.",
  },
  {
    kind: "dripping",
    title: "S3 answers one byte at a time",
    story: "The listing has begun and never ends.",
  },
  {
    kind: "redirected",
    title: "S3 is redirected to a portal",
    story: "A captive portal answers for S3 with a redirect.",
  },
  {
    kind: "rate-limited",
    title: "A gateway rate-limits calls to S3",
    story: "A gateway in between answers 429 in its own words, without an S3 code.",
  },
  {
    kind: "server-error",
    title: "S3 fails with a server error",
    story: "S3 answers 500 InternalError.",
    alsoShows: ["mcp/upstream-failed"],
    fault: (config) =>
      withS3(config, {
        refuses: { status: 500, code: "InternalError", message: "We encountered an internal error. Please try again." },
      }),
  },
  {
    kind: "unexpected-status",
    title: "S3 answers with an unexpected status",
    story: "The endpoint answers 418, which matches no known outcome.",
  },
  {
    kind: "bad-http",
    title: "S3 answers in chunks without a size",
    story:
      "A broken proxy in front of S3 writes words where the size of a chunk belongs. The answer cannot be read to its end.",
    action: { kind: "raw", bytes: brokenAnswers.chunkSize },
  },
  {
    kind: "too-large",
    title: "S3's answer never ends",
    story: "A listing of a few keys was asked for, and megabytes arrive.",
  },
  {
    kind: "refused-by-policy",
    title: "The S3 endpoint points at a metadata service",
    story: "The target names a metadata address as its S3 endpoint. No request goes there.",
  },
  {
    kind: "clock-skew",
    title: "The S3 clock is two minutes ahead",
    story: "The listing is right, but the Date of the answer differs by two minutes from this machine.",
  },
  {
    kind: "host-refused",
    title: "The S3 endpoint does not know the host name",
    story: "A server behind the same address answers 421: it is not set up for the host name that was asked for.",
  },
  {
    kind: "password-gate",
    title: "A password prompt stands in front of the S3 endpoint",
    story:
      "Every call gets a 401 that asks for a user name and a password. Whatever else was sent was not even looked at.",
  },
]);
