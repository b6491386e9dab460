import { ended, type Layer, notApplicable } from "@/lib/diagnosis/layer";
import type { Finding } from "@/lib/diagnosis/model";
import { fakeMarks } from "@/lib/token/known-fakes";
import type { ParsedToken } from "@/lib/token/parse-token";
import { isoFromSeconds } from "@/lib/token/time-claims";
import { roleArnClaim } from "@/lib/token/token-kind";
import type { Expectation } from "@/lib/wire/target-schema";
import { expectedRefusalVariant } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { reportTokenFlaws, type TokenFlaw } from "../shared/token-flaw";
import { claimsFindings } from "./claims-findings";
import { expectationFlaws } from "./expectation-checks";
import { shapeFlaws } from "./shape-checks";
import { timeFlaws } from "./time-checks";

const UNREADABLE = "the payload cannot be read";

function inapplicable(token: ParsedToken | null): string | null {
  if (token === null) return "there is no token";
  if (token.kind === "api-key") return "an API key has no claims";
  if (token.kind === "opaque") return "an opaque token has no claims to read";
  if (token.kind === "jwe") return "the claims are encrypted";
  return (token.jwt?.payload ?? null) === null ? UNREADABLE : null;
}

/** Everything that the claims of one token show; nothing when they cannot be read. */
function inspect(
  token: ParsedToken,
  where: TokenFlaw["where"],
  nowMs: number,
  expect: Expectation,
): readonly TokenFlaw[] {
  const payload = token.jwt?.payload ?? null;
  if (payload === null) return [];
  const marks = fakeMarks(payload);
  const duplicates = (token.jwt?.faults ?? []).filter(
    (fault) => fault.part === "payload" && fault.reason === "duplicate-member",
  );
  const hints = marks.hints.length === 0 ? {} : { evidence: { hints: marks.hints } };
  const seen = [
    ...duplicates.map((fault) => ({ reason: "duplicate-member", detail: fault.message })),
    ...timeFlaws(payload, nowMs),
    ...shapeFlaws(token, payload),
    ...expectationFlaws(payload, expect),
    ...marks.certain.map((detail) => ({ reason: "known-fake", detail, ...hints })),
  ];
  return seen.map((flaw) => ({ where, ...flaw }));
}

const factLabels = {
  kind: "kind",
  claims: "claims",
  expires: "expires",
  issued: "issued",
  id: "id",
  uuid: "uuid",
  role: "role",
} as const;

function showFacts(ctx: BonafideContext, token: ParsedToken, of: "token" | "inner"): void {
  const payload = token.jwt?.payload ?? null;
  if (payload === null) return;
  const fact = (id: keyof typeof factLabels, value: string | readonly string[] | null) => {
    if (value !== null) ctx.fact(of === "token" ? id : `inner-${id}`, value);
  };
  const time = (value: unknown) => (typeof value === "number" ? isoFromSeconds(value) : null);
  const start = (value: unknown) => (typeof value === "string" ? `${value.slice(0, 8)}…` : null);
  const role = roleArnClaim(payload);
  fact("kind", token.kind);
  fact(
    "claims",
    Object.keys(payload)
      .slice(0, 40)
      .map((name) => name.slice(0, 64)),
  );
  fact("expires", time(payload.exp));
  fact("issued", time(payload.iat));
  fact("id", start(payload.id));
  fact("uuid", start(payload.uuid));
  fact("role", typeof role === "string" ? role.slice(0, 200) : null);
}

/** Findings that come from comparing the claims with the clock. */
const ABOUT_TIME: readonly string[] = ["claims/expired", "claims/not-yet-valid", "claims/implausible-time"];

function timeFindingHolds(token: ParsedToken | null, { code }: Finding, nowMs: number): boolean | null {
  if (!ABOUT_TIME.includes(code)) return null;
  const payloads = [token?.jwt?.payload ?? null, token?.inner?.jwt?.payload ?? null];
  return payloads.some(
    (payload) => payload !== null && timeFlaws(payload, nowMs).some(({ reason }) => code === `claims/${reason}`),
  );
}

/** Do the claims fit this token kind, now? Read locally; nothing here says that the registry knows the token. */
export const claims: Layer<LayerInput, BonafideContext> = {
  id: "claims",
  title: "the claims fit this token kind, now",
  question: "Do the claims fit this token kind, now?",
  nature: "local",
  needs: () => [],
  uses: () => [],
  gives: [],
  evidence: null,
  proves: "the token is well-formed, in date and not a known fake",
  doesNotProve: "that the user exists",
  settledBy: ["exchange", "search"],
  findings: claimsFindings,
  facts: {
    ...factLabels,
    ...Object.fromEntries(Object.entries(factLabels).map(([id, label]) => [`inner-${id}`, `inner ${label}`])),
  },
  controls: () => [],
  variant: (input) => expectedRefusalVariant(input, claimsFindings),
  doing: () => "reading the claims",
  notApplicable: (input) => inapplicable(input.token),
  requiredByDefault: (input) => inapplicable(input.token) === null,
  plan: () => ({ requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: [] }),
  byHand: () => null,
  holdsAt: (input, finding, { nowMs }) => timeFindingHolds(input.token, finding, nowMs),
  async run(ctx) {
    const { token, target } = ctx.input;
    if (token === null || token.jwt === null || token.jwt.payload === null) return notApplicable(UNREADABLE);
    const inner = token.inner;
    showFacts(ctx, token, "token");
    if (inner !== null) showFacts(ctx, inner, "inner");
    const flaws = [
      ...inspect(token, "token", ctx.now(), target.expect),
      ...(inner === null ? [] : inspect(inner, "inner token", ctx.now(), {})),
    ];
    const findings = reportTokenFlaws(ctx, flaws);
    const worst = findings.find((finding) => finding.effect === "fail") ?? findings[0];
    return ended(worst?.title ?? "well-formed and in date");
  },
};
