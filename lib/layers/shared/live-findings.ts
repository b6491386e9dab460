import type { FindingTable } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import type { DoorFailure, DoorResult } from "@/lib/http/door-types";

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
      remedy: "Check the host name for a typing error, and the DNS of this machine.",
      actor: "operator",
    },
    "tls-failed": {
      effect: "fail",
      title: `no trusted TLS connection to ${server}`,
      remedy:
        "Renew or correct the server's certificate; for a private authority name its file in the target (tls.caFile).",
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
      remedy: "Put the URL that the redirect names into the target, if it is the right one.",
      actor: "operator",
      spec: "RFC 9110 §15.4",
    },
    "rate-limited": {
      effect: "inconclusive",
      title: `${server} is limiting requests`,
      remedy: "Wait and run again.",
      actor: "operator",
      spec: "RFC 6585 §4",
    },
    "server-error": {
      effect: "inconclusive",
      title: `${server} failed on its own side`,
      remedy: "Look at the server's log for the time of this request.",
      actor: "deployer",
    },
    "unexpected-status": {
      effect: "fail",
      title: `${server} answered with a status that fits no known outcome`,
      remedy: "Check that the URL names the right server, and read the answer.",
      actor: "unclear",
    },
    "too-large": {
      effect: "inconclusive",
      title: `the answer of ${server} is larger than Bonafide reads`,
      remedy: "Check that the URL names the right server.",
      actor: "operator",
    },
    "refused-by-policy": {
      effect: "tool-error",
      title: `Bonafide refused to send this request to ${server}`,
      remedy: "Name the origin in the target if the token may go there; metadata addresses are never allowed.",
      actor: "operator",
    },
    "clock-skew": {
      effect: "warn",
      title: `the clock of ${server} and of this machine differ by more than 60 s`,
      remedy: "Set both clocks by NTP.",
      actor: "operator",
    },
  };
}

/** Findings of the live layers that have controls. `accepts` says what a wrong credential got. */
export function controlFindings(server: string, accepts: string): FindingTable {
  return {
    "not-enforced": {
      effect: "fail",
      title: `${server} ${accepts} for a credential that must be refused`,
      remedy: "Find out why the credential is not checked; until then an acceptance here proves nothing.",
      actor: "deployer",
    },
    "control-unanswered": {
      effect: "inconclusive",
      title: `${server} neither accepted nor refused a wrong credential`,
      remedy: "Look at the server's log for the control request: a crash or a timeout is no refusal.",
      actor: "deployer",
    },
    "controls-off": {
      effect: "inconclusive",
      title: "the controls were switched off, so an acceptance proves nothing",
      remedy: "Run again with controls on.",
      actor: "operator",
    },
    "unexpected-access": {
      effect: "fail",
      title: `${server} ${accepts}, and this subject should be refused`,
      remedy: "Find out who may do this, and take the access away; or correct what the target expects of this subject.",
      actor: "deployer",
    },
    "not-repeatable": {
      effect: "inconclusive",
      title: `${server} accepted the call once, and not again after the controls`,
      remedy: "Run again; if it happens again, look for a lock-out, a rate limit or instances that differ.",
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
};

/** The finding for a request without a usable answer; null when there was an answer, or the run was cancelled. */
export function failureReason(result: DoorResult): { reason: string; evidence: Evidence } | null {
  if (result.kind === "answer" || result.failure === "cancelled") return null;
  return { reason: FAILURE_REASON[result.failure], evidence: { detail: result.detail } };
}

/** The finding that the status alone gives: redirect, rate limit, server error. Null for all others. */
export function statusReason(result: DoorResult): { reason: string; evidence: Evidence } | null {
  if (result.kind !== "answer") return null;
  const { status, headers } = result;
  if (status >= 300 && status < 400 && status !== 304) {
    return { reason: "redirected", evidence: { status, location: headers.location ?? "not named" } };
  }
  if (status === 429)
    return { reason: "rate-limited", evidence: { status, retryAfter: headers["retry-after"] ?? "not named" } };
  if (status >= 500) return { reason: "server-error", evidence: { status } };
  return null;
}

/** Seconds by which the answering server's clock is ahead of ours, from its Date header (1 s resolution); null if unknown. */
export function clockOffsetSeconds(result: DoorResult): number | null {
  if (result.kind !== "answer" || result.headers.age !== undefined) return null;
  const theirs = Date.parse(result.headers.date ?? "");
  if (Number.isNaN(theirs)) return null;
  const middle = result.startedAtMs + (result.timings.firstByteMs === null ? 0 : result.timings.totalMs / 2);
  return Math.round((theirs - middle) / 1000);
}

const MAX_SKEW_SECONDS = 60;

/** The `clock-skew` warning's evidence; null while the clocks agree within a minute. */
export function clockSkew(result: DoorResult): Evidence | null {
  const offset = clockOffsetSeconds(result);
  if (offset === null || Math.abs(offset) <= MAX_SKEW_SECONDS) return null;
  return { serverAheadBySeconds: offset };
}
