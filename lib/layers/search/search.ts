import { GRAPHQL_PATH, graphqlBody, legacySearchPath } from "@/lib/clients/registry/registry-request";
import type { LiveResult } from "@/lib/diagnosis/controls";
import { type ControlSpec, ended, type Layer, notApplicable, type Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import type { JsonObject } from "@/lib/json-object";
import type { ParsedToken } from "@/lib/token/parse-token";
import { catalogFacts, catalogIdentity, directSearch, newestObject, registryUrl } from "../outputs";
import { alteredTokens, bearerOf } from "../shared/bearer-controls";
import { AUTHORIZATION, READ_TOKEN, registryAddress, shellWord } from "../shared/by-hand-commands";
import { catalogBearer } from "../shared/catalog-bearer";
import { registryOrigin } from "../shared/exchange-call";
import { expectedAccess, expectedAccessVariant } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { controlFindings, liveFindings } from "../shared/live-findings";
import { reportUnanswered, runLiveLayer } from "../shared/live-layer";
import { livePlan } from "../shared/live-plan";
import { errorText, isHtml } from "../shared/read-answer";
import {
  REFERENCE,
  referenceFacts,
  referenceRequests,
  referenceSignals,
  tryReference,
} from "../shared/reference-token";
import { graphqlEvidence, legacySearch, minHits, searchBucket, searchOperation } from "../shared/search-query";
import { otherScopeRequests, scopeTableWords } from "../shared/search-scope-rows";
import { indexAgeFacts, indexAgeSignals } from "./index-age";
import { callSearch, type SearchAnswer, totalHits } from "./search-call";
import { startEvidence } from "./search-evidence";
import { searchFindings } from "./search-findings";

const server = "the registry's search";

/** Does catalog search return something for this token? */
export const search: Layer<LayerInput, BonafideContext> = {
  id: "search",
  title: "search answers as this user, with hits",
  question: "Does catalog search return something for this token?",
  nature: "live",
  asksAsSubject: true,
  // Without a token the bare call is made, as nobody.
  needs: (input) => (input.token === null ? [registryUrl] : [registryUrl, catalogIdentity]),
  // Whether the catalog is open decides what an anonymous answer means.
  uses: () => [catalogFacts],
  // Shown beside the index's own time, at the end.
  awaits: [newestObject],
  gives: [directSearch],
  evidence: graphqlEvidence,
  proves: "the registry answers as this user, with hits",
  doesNotProve: "that the index is complete",
  settledBy: [],
  findings: { ...liveFindings(server), ...controlFindings(server, "answered"), ...searchFindings },
  facts: {
    "refused-with": "refused with",
    objects: "objects",
    packages: "packages",
    user: "user",
    role: "role",
    ...indexAgeFacts,
    ...referenceFacts,
  },
  tables: { scopes: scopeTableWords },
  signals: [...indexAgeSignals, ...referenceSignals],
  controls: plannedControls,
  variant: (input) => expectedAccessVariant(input, "search"),
  doing: (input) => `searching ${searchBucket(input) ?? "every bucket"}`,
  notApplicable: (input) =>
    input.target.catalogUrl === undefined && input.target.registryUrl === undefined
      ? "no catalog or registry URL in the target"
      : null,
  requiredByDefault: () => true,
  plan: (input) =>
    // A token that speaks for nobody at the catalog is sent nowhere.
    input.token !== null && catalogBearer(input.token) === null
      ? { requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: [] }
      : livePlan({
          controls: plannedControls(input),
          served: expectedAccess(input, "search") !== "refused",
          beside: otherScopeRequests(input),
          perhaps: referenceRequests(input),
          destinations: [registryOrigin(input)],
        }),
  byHand: (input) => {
    const registry = registryAddress(input.target);
    if (registry === null) return null;
    const request =
      input.target.search.api === "legacy"
        ? registry.url(legacySearchPath(legacySearch(input)))
        : `-H 'content-type: application/json' --data ${shellWord(graphqlBody(searchOperation(input)))} ${registry.url(GRAPHQL_PATH)}`;
    return [...registry.prelude, READ_TOKEN, `${AUTHORIZATION} | curl -sS -H @- ${request}`].join("\n");
  },
  async run(ctx) {
    const base = ctx.get(registryUrl);
    const identity = ctx.get(catalogIdentity) ?? null;
    const own = searchToken(ctx.input);
    if (base === undefined || (own !== null && identity === null)) return notApplicable("no token to search with");
    const access = expectedAccess(ctx.input, "search");
    const evidence = startEvidence(ctx, base, identity);
    const open = access === "open" || ctx.get(catalogFacts)?.alwaysRequiresAuth === false;
    const live = await runLiveLayer(
      ctx,
      {
        access,
        genuine: (purpose) => callSearch(ctx, base, purpose, identity?.reveal() ?? null),
        controls: await controlCalls(ctx, base),
        onReal: evidence.onReal,
      },
      (result, accepted) =>
        open && accepted.every((name) => isServedAnonymously(result, name)) ? "anonymous-access" : null,
    );
    const refused = live.decided === null && live.real.observed === "refused";
    await tryReference(ctx, refused, async (reference) => {
      const bearer = catalogBearer(reference);
      return bearer === null ? null : callSearch(ctx, base, REFERENCE, bearer.reveal());
    });
    const summary = live.decided ?? reportReal(ctx, live.real);
    await evidence.report();
    return ended(summary);
  },
};

/** The token that search sends: of a hybrid one the inner. */
function searchToken({ token }: LayerInput): ParsedToken | null {
  return token?.inner ?? token;
}

function plannedControls(input: LayerInput): readonly ControlSpec[] {
  const token = searchToken(input);
  if (input.controls === "off" || token === null) return [];
  return [{ name: "no-token", wrongCredential: false }, ...alteredTokens(input, token, false)];
}

function controlCalls(ctx: BonafideContext, base: string) {
  const token = searchToken(ctx.input);
  if (token === null) return [];
  return Promise.all(
    plannedControls(ctx.input).map(async ({ name }) => {
      const bearer = await bearerOf(ctx, token, name);
      return { name, send: (purpose: Purpose) => callSearch(ctx, base, purpose, bearer) };
    }),
  );
}

/** On an open catalog a caller without a good token is nobody: an answer that names a user was given to the wrong one. */
function isServedAnonymously(live: LiveResult<SearchAnswer>, control: string): boolean {
  return live.controlProbes.get(control)?.value.user === null;
}

function reportReal(ctx: BonafideContext, real: Probe<SearchAnswer>): string {
  const { result, body, errors } = real.value;
  if (reportUnanswered(ctx, result) || result.kind !== "answer") return "search gave no usable answer";
  const { status } = result;
  const message = errorText(body) ?? errors[0] ?? null;
  const evidence = { status, ...(message === null ? {} : { message }) };
  if (isHtml(result) || (status === 200 && body === null)) {
    ctx.found("not-json", { status, contentType: result.headers["content-type"] ?? "none" });
    return `${status}: not the registry's API`;
  }
  if (status === 401) {
    ctx.found("unauthorized", evidence);
    return "401: not authorised";
  }
  if (status === 403) {
    ctx.found("forbidden", evidence);
    return "403: known, but not allowed";
  }
  if (status !== 200 && errors.length === 0) {
    ctx.found("unexpected-status", evidence);
    return `${status}: unexpected status`;
  }
  return reportAnswer(ctx, real.value);
}

function reportAnswer(ctx: BonafideContext, answer: SearchAnswer): string {
  const legacy = ctx.input.target.search.api === "legacy";
  if (answer.errors.length > 0) ctx.found("graphql-error", { errors: answer.errors });
  if (answer.hits === null) {
    if (legacy && answer.body?.error !== undefined)
      ctx.found("operation-error", { message: describeLegacyError(answer.body) });
    else if (answer.errors.length === 0)
      ctx.found("graphql-error", { errors: ["the answer holds no search result of the expected shape"] });
    return answer.errors[0] ?? "no search result in the answer";
  }
  reportUnions(ctx, answer);
  const { objects, packages } = answer.hits;
  ctx.fact("objects", objects);
  ctx.fact("packages", packages);
  if (answer.user !== null) ctx.fact("user", answer.user);
  const role = answer.data?.me?.role.name;
  if (role !== undefined) ctx.fact("role", role);
  // Nobody is who a subject without a token is.
  const nobody = legacy || (ctx.input.token === null && expectedAccess(ctx.input, "search") === "open");
  if (!nobody && answer.user === null) ctx.found("anonymous", { objects, packages });
  const wanted = minHits(ctx.input);
  const failed = answer.errors.length > 0 || hasUnionError(answer);
  if (totalHits(answer.hits) < wanted && !failed && (nobody || answer.user !== null)) {
    ctx.found("no-hits", {
      hits: totalHits(answer.hits),
      wanted,
      bucket: searchBucket(ctx.input),
      query: ctx.input.target.search.query ?? null,
    });
  }
  return `${counted(objects, "object")}, ${counted(packages, "package")}${answer.user === null ? (legacy ? "" : " for nobody") : ` for ${answer.user}`}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function hasUnionError(answer: SearchAnswer): boolean {
  const kinds: readonly (string | undefined)[] = [answer.data?.objects.__typename, answer.data?.packages.__typename];
  return kinds.includes("InvalidInput") || kinds.includes("OperationError");
}

function reportUnions(ctx: BonafideContext, answer: SearchAnswer): void {
  for (const [of, result] of [
    ["objects", answer.data?.objects],
    ["packages", answer.data?.packages],
  ] as const) {
    if (result?.__typename === "InvalidInput") {
      const errors = result.errors
        .slice(0, 5)
        .map((error) => `${error.name ?? "error"}: ${error.message.slice(0, 160)}`);
      ctx.found("invalid-input", { of, errors });
    }
    if (result?.__typename === "OperationError") ctx.found("operation-error", { of });
  }
}

function describeLegacyError(body: JsonObject): string {
  const error = body.error;
  return typeof error === "string" ? error.slice(0, 200) : "the answer holds an Elasticsearch error";
}
