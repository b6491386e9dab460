import { GRAPHQL_PATH, graphqlBody, legacySearchPath } from "@/lib/clients/registry/registry-request";
import type { LiveResult } from "@/lib/diagnosis/controls";
import { type ControlSpec, ended, type FindingTable, type Layer, notApplicable } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import type { ParsedToken } from "@/lib/token/parse-token";
import { catalogFacts, catalogIdentity, directSearch, newestObject, registryUrl } from "../outputs";
import { alteredTokens, bearerOf } from "../shared/bearer-controls";
import { meaningOfRefusal, refusalOf, refusalSignals, reportGate } from "../shared/bearer-refusal";
import { AUTHORIZATION, READ_TOKEN, registryAddress, shellWord } from "../shared/by-hand-commands";
import { catalogBearer } from "../shared/catalog-bearer";
import { registryOrigin } from "../shared/exchange-call";
import { expectedAccess, expectedAccessVariant } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { controlFindings, liveFindings } from "../shared/live-findings";
import { runLiveLayer } from "../shared/live-layer";
import { livePlan } from "../shared/live-plan";
import {
  REFERENCE,
  referenceFacts,
  referenceRequests,
  referenceSignals,
  tryReference,
} from "../shared/reference-token";
import { graphqlEvidence, legacySearch, searchBucket, searchOperation } from "../shared/search-query";
import { otherScopeRequests, scopeTableWords } from "../shared/search-scope-rows";
import { indexAgeFacts, indexAgeSignals } from "./index-age";
import { reportSearch } from "./report-search";
import { callSearch, type SearchAnswer } from "./search-call";
import { startEvidence } from "./search-evidence";
import { searchFindings } from "./search-findings";

const server = "the registry's search";

const findings: FindingTable = { ...liveFindings(server), ...controlFindings(server, "answered"), ...searchFindings };

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
  findings,
  facts: {
    "refused-with": "refused with",
    objects: "objects",
    packages: "packages",
    user: "user",
    role: "role",
    "partial-answer": "left out by the search backend",
    ...indexAgeFacts,
    ...referenceFacts,
  },
  tables: { scopes: scopeTableWords },
  signals: [...indexAgeSignals, ...referenceSignals, ...refusalSignals],
  controls: plannedControls,
  variant: (input) => expectedAccessVariant(input, "search", findings),
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
        // The legacy search names nobody, so finding nothing there refuses nobody.
        isExpectedRefusal: ({ value }) => value.data !== null || refusalOf(value.result) !== null,
        serves: "the registry's search answered",
        onExpectedRefusal: (result) => {
          if (meaningOfRefusal(result) === "blocked-in-front") reportGate(ctx, server, result.real.value.result);
        },
      },
      (result, accepted) =>
        open && accepted.every((name) => isServedAnonymously(result, name)) ? "anonymous-access" : null,
    );
    const refused = live.decided === null && live.real.observed === "refused";
    await tryReference(ctx, refused, async (reference) => {
      const bearer = catalogBearer(reference);
      return bearer === null ? null : callSearch(ctx, base, REFERENCE, bearer.reveal());
    });
    const summary = live.decided ?? reportSearch(ctx, live);
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
