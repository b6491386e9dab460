import type { Verdict } from "@/lib/diagnosis/model";
import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import type { FaultAction, FaultScope } from "@/lib/lab/stack/fault-rules";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { actions, brokenAnswers, lyingDate, passwordPrompt, plainAnswer } from "../fault-actions";
import type { FaultSite } from "./fault-sites";

/** What of a fault a row may have otherwise than its site and its kind. */
export interface FaultDetail {
  readonly endpoint?: string;
  readonly action?: FaultAction;
  /** What the server writes into its log. */
  readonly log?: string;
}

/** One column of the matrix: the same fault for every layer, and what a run makes of it. */
interface FaultKind {
  readonly reason: string;
  readonly verdict: Verdict;
  /** Befalls the whole host, and so every layer that asks there. */
  readonly wholeHost?: true;
  strike(config: StackConfig, site: FaultSite, detail: FaultDetail): StackConfig;
}

const SHORT_MS = 1500;
const METADATA_SERVICE = "http://169.254.169.254";

function struck(on: FaultScope, usual: (site: FaultSite) => FaultAction): FaultKind["strike"] {
  return (config, site, { endpoint = site.endpoint, action = usual(site), ...detail }) =>
    withFault(config, { server: site.server, endpoint, on, action, ...detail });
}

/** With a deadline that nobody has to wait long for. */
function soon(strike: FaultKind["strike"]): FaultKind["strike"] {
  return (config, site, detail) => withOptions(strike(config, site, detail), { timeoutMs: SHORT_MS });
}

const untold = { verdict: "inconclusive" } as const;

/** Faults on the way to a server, and of what stands before it. */
const transport = {
  unreachable: {
    ...untold,
    reason: "unreachable",
    wholeHost: true,
    strike: (config, site) => site.point(config, { at: "closed" }),
  },
  "connection-reset": { ...untold, reason: "unreachable", strike: struck("every", () => actions.reset) },
  "reset-mid-body": { ...untold, reason: "unreachable", strike: struck("every", () => actions.resetMidBody) },
  "dns-failed": {
    ...untold,
    reason: "dns-failed",
    wholeHost: true,
    strike: (config, site) => site.point(config, { url: `http://${site.server}.invalid${site.path}` }),
  },
  "tls-failed": {
    reason: "tls-failed",
    verdict: "fail",
    wholeHost: true,
    strike: (config, { server, path, point }) =>
      point(config, { at: server, scheme: "https", ...(path === "" ? {} : { path }) }),
  },
  timeout: { ...untold, reason: "timeout", strike: soon(struck("every", () => actions.hang)) },
  dripping: { ...untold, reason: "timeout", strike: soon(struck("every", () => actions.drip)) },
  redirected: { reason: "redirected", verdict: "fail", strike: struck("every", () => actions.redirectToLogin) },
  "rate-limited": { ...untold, reason: "rate-limited", strike: struck("every", ({ answer }) => answer(429)) },
  "server-error": { ...untold, reason: "server-error", strike: struck("every", ({ answer }) => answer(500)) },
  "host-refused": {
    reason: "host-refused",
    verdict: "fail",
    strike: struck("every", () => plainAnswer(421, "Misdirected Request")),
  },
  "password-gate": { reason: "blocked-in-front", verdict: "fail", strike: struck("every", () => passwordPrompt) },
  "unexpected-status": { reason: "unexpected-status", verdict: "fail", strike: struck("every", () => actions.teapot) },
  "not-found": { reason: "unexpected-status", verdict: "fail", strike: struck("every", ({ answer }) => answer(404)) },
  "too-large": { ...untold, reason: "too-large", strike: struck("every", () => actions.oversized) },
  "gzip-bomb": { ...untold, reason: "too-large", strike: struck("every", () => actions.gzipBomb) },
  "bad-http": {
    reason: "bad-http",
    verdict: "fail",
    strike: struck("every", () => ({ kind: "raw", bytes: brokenAnswers.ssh })),
  },
  "refused-by-policy": {
    ...untold,
    reason: "refused-by-policy",
    wholeHost: true,
    strike: (config, site) => site.point(config, { url: `${METADATA_SERVICE}${site.path}` }),
  },
  "clock-skew": { reason: "clock-skew", verdict: "pass", strike: struck("every", () => lyingDate(120)) },
} as const satisfies Record<string, FaultKind>;

/** Faults that only a call with a wrong credential, or the same call again, brings to light. */
const controls = {
  "not-enforced": {
    reason: "not-enforced",
    verdict: "fail",
    strike: (config, { layer, unguard }) => {
      if (unguard === null) throw new Error(`the layer ${layer} checks no credential`);
      return unguard(config);
    },
  },
  "control-unanswered": {
    ...untold,
    reason: "control-unanswered",
    strike: struck("imposter", ({ answer }) => answer(500)),
  },
  "control-reset": { ...untold, reason: "control-unanswered", strike: struck("imposter", () => actions.reset) },
  "control-timeout": { ...untold, reason: "control-unanswered", strike: soon(struck("imposter", () => actions.hang)) },
  "controls-off": { ...untold, reason: "controls-off", strike: (config) => withOptions(config, { controls: "off" }) },
  "not-repeatable": { ...untold, reason: "not-repeatable", strike: struck("repeat", ({ answer }) => answer(503)) },
} as const satisfies Record<string, FaultKind>;

const all = { ...transport, ...controls };

export type FaultKindName = keyof typeof all;

export const faultKinds: Readonly<Record<FaultKindName, FaultKind>> = all;
