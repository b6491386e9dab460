import { clockOffsetSeconds, MAX_SKEW_SECONDS } from "@/lib/diagnosis/clock-offset";
import type { FindingTable, FindingWords } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import type { DoorFailure, DoorResult } from "@/lib/http/door-types";
import { reasonEvidence } from "@/lib/refusals/read-reason";
import { isPasswordGate, refusesHost } from "@/lib/refusals/read-refusal";
import { foreignOf } from "./read-answer";
import { redirectFault } from "./redirect-fault";

/** Findings every live layer can report. `server` is a noun phrase: "the registry". */
export function liveFindings(server: string): FindingTable {
  return {
    unreachable: {
      effect: "inconclusive",
      title: `${server} could not be reached`,
      remedy: `Check the address and that ${server} is up and reachable from this machine, then run again.`,
      actor: "operator",
    },
    "dns-failed": {
      effect: "inconclusive",
      title: `the host name of ${server} does not resolve`,
      remedy: "Check the host name for typos, and this machine's DNS.",
      actor: "operator",
    },
    "tls-failed": {
      effect: "fail",
      title: `no trusted TLS connection to ${server}`,
      remedy: "Renew or correct the server's certificate. For a private CA, name its file in the target (tls.caFile).",
      actor: "deployer",
      spec: "RFC 8446",
    },
    timeout: {
      effect: "inconclusive",
      title: `${server} did not answer in time`,
      remedy: "Find the hop that hangs, or allow more time with --timeout-ms.",
      actor: "operator",
    },
    redirected: {
      effect: "fail",
      title: `${server} answered with a redirect, which is not followed`,
      remedy: "If the URL that the redirect names is the right one, put it into the target.",
      actor: "operator",
      spec: "RFC 9110 §15.4",
    },
    "rate-limited": {
      effect: "inconclusive",
      title: `${server} is rate-limiting requests`,
      remedy: "Wait and run again.",
      actor: "operator",
      spec: "RFC 6585 §4",
    },
    "server-error": {
      effect: "inconclusive",
      title: `${server} failed with a server error`,
      remedy: "Check the server's log at the time of this request.",
      actor: "deployer",
    },
    "unexpected-status": {
      effect: "fail",
      title: `${server} answered with an unexpected status`,
      remedy: "Check that the URL names the right server, and read the answer.",
      actor: "unclear",
    },
    "too-large": {
      effect: "inconclusive",
      title: `the answer from ${server} is too large to read`,
      remedy: "Check that the URL names the right server.",
      actor: "operator",
    },
    "refused-by-policy": {
      effect: "tool-error",
      title: `Bonafide refused to send this request to ${server}`,
      remedy: "If the token may go there, name the origin in the target. Metadata addresses are never allowed.",
      actor: "operator",
    },
    "bad-http": {
      effect: "fail",
      title: `the answer from ${server} breaks HTTP`,
      remedy: "Mend what answers on this port: the finding says which rule its answer breaks.",
      actor: "deployer",
      spec: "RFC 9112",
    },
    "host-refused": {
      effect: "fail",
      title: `${server} does not serve the host name that was asked for`,
      remedy: "Add this host name to the server's list of allowed hosts, or use the name that it is set up for.",
      actor: "deployer",
      spec: "RFC 9110 §15.5.20",
    },
    "blocked-in-front": {
      effect: "fail",
      title: `something in front of ${server} refuses every caller alike`,
      remedy: "Find the gate (firewall, load balancer, allow-list, path rule) and let this machine's requests through.",
      actor: "unclear",
    },
    "clock-skew": {
      effect: "warn",
      title: `the clocks of ${server} and this machine differ by more than 60 s`,
      remedy: "Sync both clocks with NTP.",
      actor: "operator",
    },
  };
}

/** What stands in a row's title until it is known which credential was accepted. */
const WRONG_CREDENTIAL = "a credential it must refuse";

/** Findings of the live layers that have controls. `accepts` says what a wrong credential got. */
export function controlFindings(server: string, accepts: string): FindingTable {
  return {
    "not-enforced": {
      effect: "fail",
      title: `${server} ${accepts} for ${WRONG_CREDENTIAL}`,
      remedy: "Find out why the credential is not checked. Until then, an accepted call here proves nothing.",
      actor: "deployer",
    },
    "control-unanswered": {
      effect: "inconclusive",
      title: `${server} neither accepted nor refused a wrong credential`,
      remedy: "Check the server's log for the control request. A crash or a timeout is not a refusal.",
      actor: "deployer",
    },
    "controls-off": {
      effect: "inconclusive",
      title: "the controls were off, so an accepted call proves nothing",
      remedy: "Run again with controls on.",
      actor: "operator",
    },
    "unexpected-access": {
      effect: "fail",
      title: `${server} ${accepts}, but this subject should be refused`,
      remedy: "Find out what grants this access and remove it, or correct what the target expects of this subject.",
      actor: "deployer",
    },
    "not-repeatable": {
      effect: "inconclusive",
      title: `${server} accepted the call once, but not again after the controls`,
      remedy: "Run again. If it recurs, look for a lockout, a rate limit or instances that differ.",
      actor: "deployer",
    },
  };
}

const FAILURE_REASON: Readonly<Record<Exclude<DoorFailure["failure"], "cancelled">, string>> = {
  "refused-by-policy": "refused-by-policy",
  "dns-failed": "dns-failed",
  unreachable: "unreachable",
  "tls-failed": "tls-failed",
  timeout: "timeout",
  "too-large": "too-large",
  "bad-http": "bad-http",
};

/** The finding for a request without a usable answer; null when there was an answer, or the run was cancelled. */
export function failureReason(result: DoorResult): { reason: string; evidence: Evidence } | null {
  if (result.kind === "answer" || result.failure === "cancelled") return null;
  return { reason: FAILURE_REASON[result.failure], evidence: { detail: result.detail } };
}

/** A finding that an answer gives whatever its protocol is, with what this one says otherwise than its row. */
export interface StatusReason {
  readonly reason: string;
  readonly evidence: Evidence;
  readonly words?: FindingWords;
}

/** What an answer gives before its content is read: redirect, host refused, rate limit, server error. Null for all others. */
export function statusReason(result: DoorResult): StatusReason | null {
  const answer = foreignOf(result);
  if (answer === null || result.kind !== "answer") return null;
  const { status, headers } = result;
  if (status >= 300 && status < 400 && status !== 304) {
    const words = redirectFault(result);
    const evidence = { status, location: headers.location ?? "not named" };
    return { reason: "redirected", evidence, ...(words === null ? {} : { words }) };
  }
  const said = { status, ...reasonEvidence(answer) };
  if (refusesHost(answer)) return { reason: "host-refused", evidence: { ...said, ...askedHost(result) } };
  if (status === 429)
    return { reason: "rate-limited", evidence: { ...said, retryAfter: headers["retry-after"] ?? "not named" } };
  if (status >= 500) return { reason: "server-error", evidence: said };
  return null;
}

/** A 401 that asks for passwords alone: a gate that never looked at what was sent. Null for every other answer. */
export function passwordGate(result: DoorResult): StatusReason | null {
  const answer = foreignOf(result);
  if (answer === null || !isPasswordGate(answer)) return null;
  const { "www-authenticate": asks = "" } = answer.headers;
  return { reason: "blocked-in-front", evidence: { status: answer.status, asks: asks.slice(0, 200) } };
}

function askedHost(result: DoorResult): Evidence {
  return result.kind === "answer" && result.url !== undefined ? { host: new URL(result.url).host } : {};
}

/** The `clock-skew` warning's evidence; null while the clocks agree within a minute. */
export function clockSkew(result: DoorResult): Evidence | null {
  const offset = result.kind === "answer" ? clockOffsetSeconds(result) : null;
  if (offset === null || Math.abs(offset) <= MAX_SKEW_SECONDS) return null;
  return { serverAheadBySeconds: offset };
}
