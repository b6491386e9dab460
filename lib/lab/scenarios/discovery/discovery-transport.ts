import { brokenAnswers, plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to the catalog. */
export const discoveryTransport = matrixScenarios("discovery", [
  {
    kind: "unreachable",
    title: "Nothing listens at the catalog URL",
    story:
      "The catalog URL names a port where no server runs. Without config.json there is no registry to ask, so every later live step stays untested.",
  },
  {
    kind: "connection-reset",
    title: "The catalog resets the connection",
    story:
      "The catalog accepts the connection and drops it before answering, like a server that dies under load or a firewall that blocks the caller.",
  },
  {
    kind: "dns-failed",
    title: "The catalog host name does not resolve",
    story: "The catalog URL names a host that DNS does not know. A typo in the URL looks just like this.",
  },
  {
    kind: "tls-failed",
    title: "The catalog does not speak TLS",
    story:
      "The catalog URL says https, but the server behind the port speaks plain HTTP. The handshake fails before any request is sent.",
  },
  {
    kind: "timeout",
    title: "The catalog hangs",
    story:
      "The catalog accepts the request for config.json and never answers. The run waits for its time limit and then names the hop that was silent.",
  },
  {
    kind: "dripping",
    title: "The catalog answers one byte at a time",
    story:
      "Headers arrive at once, then the body arrives one byte at a time without end. Only a time limit on the whole answer notices.",
  },
  {
    kind: "redirected",
    title: "The catalog sends the caller to a sign-in page",
    story:
      "A sign-in proxy in front of the catalog answers config.json with a redirect. Redirects are not followed, so that a token never goes where it was not meant to go.",
  },
  {
    kind: "rate-limited",
    title: "The catalog rate-limits requests",
    story: "A gateway in front of the catalog answers 429. That says nothing about the token.",
  },
  {
    kind: "server-error",
    title: "The catalog fails with 503",
    story: "The load balancer finds no healthy catalog behind it and answers 503.",
    action: plainAnswer(503, "no healthy upstream"),
  },
  {
    kind: "not-found",
    title: "The host serves no config.json",
    story: "The host answers 404 for config.json: it is up, but it is not a Quilt catalog.",
  },
  {
    kind: "bad-http",
    title: "The catalog says its length twice over",
    story:
      "A proxy in front of the catalog sends both Content-Length and Transfer-Encoding. Two readers could take two different answers from that, so none is taken.",
    action: { kind: "raw", bytes: brokenAnswers.lengthBesideChunks },
  },
  {
    kind: "too-large",
    title: "config.json is far too large",
    story: "The answer goes on for megabytes. The run stops reading at its limit.",
  },
  {
    kind: "gzip-bomb",
    title: "config.json unpacks to something huge",
    story: "A few kilobytes of gzip unpack to many megabytes. The limit counts unpacked bytes.",
  },
  {
    kind: "refused-by-policy",
    title: "The catalog URL points at a metadata service",
    story:
      "The target names the address where cloud machines hand out their own credentials. No request goes there, whoever asks for it.",
  },
  {
    kind: "clock-skew",
    title: "The catalog's clock is two minutes off",
    story:
      "Everything works, but the catalog's Date header is two minutes ahead. Worth a warning: tokens and signatures depend on clocks.",
  },
  {
    kind: "host-refused",
    title: "The catalog does not know the host name",
    story: "A server behind the same address answers 421: it is not set up for the host name that was asked for.",
  },
  {
    kind: "password-gate",
    title: "A password prompt stands in front of the catalog",
    story:
      "Every call gets a 401 that asks for a user name and a password. Whatever else was sent was not even looked at.",
  },
]);
