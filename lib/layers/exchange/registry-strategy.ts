import { CREDENTIALS_PATH } from "@/lib/clients/registry/registry-request";
import type { LiveResult } from "@/lib/diagnosis/controls";
import { ended, notApplicable } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { registryUrl } from "../outputs";
import { alteredTokens, bearerOf } from "../shared/bearer-controls";
import { answerEvidence, meaningOfRefusal, reportGate, reportRefusal, saidBy } from "../shared/bearer-refusal";
import { AUTHORIZATION, READ_TOKEN, registryAddress } from "../shared/by-hand-commands";
import { callExchange, type ExchangeAnswer, exchangeEvidence, registryOrigin } from "../shared/exchange-call";
import type { ExchangeStrategy } from "../shared/exchange-strategy";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { reportUnanswered, runLiveLayer } from "../shared/live-layer";
import { livePlan } from "../shared/live-plan";
import { isHtml } from "../shared/read-answer";
import { REFERENCE, referenceRequests, tryReference } from "../shared/reference-token";
import { giveCredentials, reportVended, wrongFields } from "./exchanged-credentials";
import { registryFindings } from "./registry-findings";

const server = "the registry";
const words = {
  server,
  rejected: "rejected",
  apart: "the registry tells this token from a bad one, but gives it no AWS credentials",
} as const;

/** The registry turns the token into credentials: GET {registry}/api/auth/get_credentials. */
export const registry: ExchangeStrategy = {
  id: "registry",
  title: "the registry turns the token into AWS credentials",
  question: "Does the registry turn the token into AWS credentials?",
  proves: "the registry verifies tokens and accepts this one",
  findings: registryFindings,
  doing: "asking the registry for AWS credentials",
  needs: () => [registryUrl],
  uses: () => [],
  controls: plannedControls,
  notApplicable: () => null,
  plan: (input) =>
    livePlan({
      controls: plannedControls(input),
      served: expectedAccess(input, "exchange") !== "refused",
      mints: true,
      perhaps: referenceRequests(input),
      destinations: [registryOrigin(input)],
    }),
  byHand: (input) => {
    const address = registryAddress(input.target);
    if (address === null) return null;
    const call = `${AUTHORIZATION} | curl -sS -H @- -o /dev/null -w '%{http_code}\\n' ${address.url(CREDENTIALS_PATH)}`;
    return [...address.prelude, READ_TOKEN, call].join("\n");
  },
  async run(ctx) {
    const base = ctx.get(registryUrl);
    if (base === undefined) return notApplicable("no registry to exchange at");
    const bearer = ctx.input.token?.raw.reveal() ?? null;
    const live = await runLiveLayer(ctx, {
      access: expectedAccess(ctx.input, "exchange"),
      genuine: (purpose) => callExchange(ctx, base, purpose, bearer),
      controls: await controlCalls(ctx, base),
      serves: "the registry handed out AWS credentials",
      onExpectedRefusal: (result) => {
        if (meaningOfRefusal(result) === "blocked-in-front") reportGate(ctx, server, result.real.value.result);
      },
      onReal: ({ value: { result, body } }) => {
        if (result.status === 200) giveCredentials(ctx, body);
      },
    });
    const refused = live.decided === null && live.real.observed === "refused";
    // Its credentials are secrets that nobody gets.
    await tryReference(ctx, refused, ({ raw }) => callExchange(ctx, base, REFERENCE, raw.reveal()));
    return ended(live.decided ?? reportReal(ctx, live));
  },
};

function plannedControls(input: LayerInput) {
  if (input.controls === "off" || input.token === null) return [];
  return [{ name: "no-token", wrongCredential: false }, ...alteredTokens(input, input.token, true)];
}

async function controlCalls(ctx: BonafideContext, base: string) {
  const { token } = ctx.input;
  if (token === null) return [];
  return Promise.all(
    plannedControls(ctx.input).map(async ({ name }) => {
      const bearer = await bearerOf(ctx, token, name);
      return { name, send: (purpose: Purpose) => callExchange(ctx, base, purpose, bearer) };
    }),
  );
}

function reportReal(ctx: BonafideContext, live: LiveResult<ExchangeAnswer>): string {
  const { real } = live;
  const { result, body } = real.value;
  if (real.observed === "accepted") return reportVended(ctx, exchangeEvidence.parse(body));
  const refused = reportRefusal(ctx, live, words);
  if (refused !== null) return refused;
  if (reportUnanswered(ctx, result) || result.kind !== "answer") return `${server} gave no usable answer`;
  const { status } = result;
  const contentType = result.headers["content-type"] ?? "none";
  if (isHtml(result)) {
    ctx.found("not-json", { ...answerEvidence(result), contentType });
    return `${status}: HTML, not the registry's API`;
  }
  if (status !== 200) {
    ctx.found("unexpected-status", answerEvidence(result));
    return `${status}: unexpected status`;
  }
  if (body === null) {
    ctx.found("not-json", { status, contentType });
    return "200, but not a JSON object";
  }
  ctx.found("missing-fields", {
    wrong: wrongFields(body),
    present: Object.keys(body).slice(0, 12),
    ...saidBy(result),
  });
  return "200, but no usable credentials";
}
