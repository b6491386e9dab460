import type { CauseRule } from "@/lib/diagnosis/cause-rule";

const live = ["discovery", "exchange", "identity", "s3", "search", "mcp"];
const of = (reason: string): readonly string[] => live.map((layer) => `${layer}/${reason}`);

/** What lies behind requests that got no usable answer. */
export const transportCauses: readonly CauseRule[] = [
  {
    id: "service-down",
    explains: of("unreachable"),
    when: () => ({
      text: "the server is down, or a firewall or private network is in between",
      basis: "possible",
      actor: "deployer",
      decide: "the same request from a machine inside the network",
    }),
  },
  {
    id: "hanging-hop",
    explains: of("timeout"),
    when: () => ({
      text: "a hop behind this server hangs, or the server is overloaded",
      basis: "possible",
      actor: "deployer",
      decide: "the server's log: did the request arrive, and what did it wait for",
    }),
  },
  {
    id: "certificate",
    explains: of("tls-failed"),
    when: () => ({
      text: "the certificate has expired, is for another name or from a private CA, or the port does not speak TLS",
      basis: "possible",
      actor: "deployer",
      decide: "openssl s_client -connect HOST:PORT -servername HOST",
    }),
  },
  {
    id: "broken-answer",
    explains: of("bad-http"),
    when: () => ({
      text: "a proxy or plugin in front of the server spoils its answers, or the port is another service's",
      basis: "possible",
      actor: "deployer",
      decide: "curl --raw -v to the same URL, and once more past the proxy",
    }),
  },
  {
    id: "login-redirect",
    explains: of("redirected"),
    when: () => ({
      text: "a sign-in page, a new address, or http instead of https",
      basis: "possible",
      actor: "operator",
      decide: "the Location that the answer names",
    }),
  },
  {
    id: "gate-in-front",
    explains: of("blocked-in-front"),
    when: () => ({
      text: "a firewall, an allow-list of addresses, a sign-in proxy or a gateway without this route",
      basis: "possible",
      actor: "deployer",
      decide: "the gate's own log, or the same request from a machine behind it",
    }),
  },
  {
    id: "host-not-listed",
    explains: of("host-refused"),
    when: () => ({
      text: "the server has a list of host names that it serves, and the one asked for is not on it",
      basis: "possible",
      actor: "deployer",
      decide: "the server's list of allowed hosts, and the Host header that its proxy passes on",
    }),
  },
  {
    id: "name-unknown",
    explains: of("dns-failed"),
    when: () => ({
      text: "a typo in the host name, or a name that resolves only inside the network",
      basis: "possible",
      actor: "operator",
      decide: "resolve the name on a machine inside the network",
    }),
  },
  {
    id: "another-server",
    explains: [
      ...of("too-large"),
      ...of("unexpected-status"),
      "discovery/not-json",
      "discovery/missing-registry-url",
      "mcp/not-mcp",
    ],
    when: () => ({
      text: "the URL is another server's, or a proxy answers instead",
      basis: "possible",
      actor: "operator",
      decide: "open the URL with curl, and compare with the target",
    }),
  },
  {
    id: "too-many-calls",
    explains: [...of("rate-limited"), "identity/throttled", "s3/throttled"],
    when: () => ({
      text: "too many calls in a short time, by this tool or by others behind the same address",
      basis: "possible",
      actor: "operator",
      decide: "wait, and run once",
    }),
  },
  {
    id: "instances-differ",
    explains: of("not-repeatable"),
    when: () => ({
      text: "a lockout after the controls, or differing instances behind one address",
      basis: "possible",
      actor: "deployer",
      decide: "run again with controls off: if it recurs, it is not a lockout",
    }),
  },
  {
    id: "crash-on-control",
    explains: [...of("control-unanswered"), "mcp/crashed-on-bad-token"],
    when: () => ({
      text: "the server crashes or hangs on a wrong credential instead of refusing it",
      basis: "possible",
      actor: "deployer",
      decide: "the server's log for the control request",
    }),
  },
];
