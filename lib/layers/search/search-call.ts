import type { z } from "zod";
import { graphqlErrors } from "@/lib/clients/registry/graphql-answer";
import { graphqlRequest, legacySearchRequest } from "@/lib/clients/registry/registry-request";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { isControl } from "@/lib/diagnosis/purpose";
import type { DoorResult } from "@/lib/http/door-types";
import type { JsonObject } from "@/lib/json-object";
import { askRegistry } from "../shared/ask-registry";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { unansweredProbe, watchClock } from "../shared/live-layer";
import { errorText, isHtml, jsonObject, namesCredential } from "../shared/read-answer";
import {
  countHits,
  countLegacyHits,
  graphqlEvidence,
  legacyEvidence,
  legacySearch,
  minHits,
  searchOperation,
} from "../shared/search-query";

/** A read answer: what was found, and as whom. */
export interface SearchAnswer {
  readonly result: DoorResult;
  readonly body: JsonObject | null;
  readonly data: z.infer<typeof graphqlEvidence> | null;
  readonly hits: { readonly objects: number; readonly packages: number } | null;
  /** Name of `me`; null when anonymous or unknown. */
  readonly user: string | null;
  readonly errors: readonly string[];
}

/** Sends one search request; `bearer` null sends none. */
export async function callSearch(
  ctx: BonafideContext,
  base: string,
  purpose: Purpose,
  bearer: string | null,
): Promise<Probe<SearchAnswer>> {
  const legacy = ctx.input.target.search.api === "legacy";
  const caller = { base, bearer };
  const request = legacy
    ? legacySearchRequest(caller, legacySearch(ctx.input))
    : graphqlRequest(caller, searchOperation(ctx.input));
  const wrongCredential = isControl(purpose) && bearer !== null;
  const result = await askRegistry(ctx, purpose, request, { wrongCredential });
  watchClock(ctx, result);
  return probe(ctx.input, readAnswer(result, legacy));
}

function readAnswer(result: DoorResult, legacy: boolean): SearchAnswer {
  const body = jsonObject(result);
  const errors = graphqlErrors(body);
  if (legacy) {
    const held = legacyEvidence.safeParse(body);
    const usable = held.success && held.data.error === undefined;
    return { result, body, errors, data: null, user: null, hits: usable ? countLegacyHits(held.data) : null };
  }
  const held = graphqlEvidence.safeParse(body?.data);
  const data = held.success ? held.data : null;
  return { result, body, errors, data, user: data?.me?.name ?? null, hits: data === null ? null : countHits(data) };
}

/** Hits in all. */
export function totalHits({ objects, packages }: NonNullable<SearchAnswer["hits"]>): number {
  return objects + packages;
}

function probe(input: LayerInput, answer: SearchAnswer): Probe<SearchAnswer> {
  const { result, body } = answer;
  const unanswered = unansweredProbe(result, answer);
  if (unanswered !== null || result.kind !== "answer") {
    return unanswered ?? { observed: "no-answer", answered: false, status: null, note: "no answer", value: answer };
  }
  const make = (observed: Probe<SearchAnswer>["observed"], note: string | null): Probe<SearchAnswer> => ({
    observed,
    answered: body !== null || result.status === 401 || result.status === 403,
    status: result.status,
    note,
    value: answer,
  });
  if (isHtml(result)) return { ...make("no-answer", "HTML"), answered: false };
  if (result.status === 401 || result.status === 403) return make("refused", errorText(body));
  if (result.status !== 200) {
    const credential =
      result.status >= 400 && result.status !== 404 && namesCredential(errorText(body) ?? answer.errors[0] ?? null);
    return make(credential ? "refused" : "no-answer", errorText(body));
  }
  if (answer.hits === null) {
    const credential = namesCredential(answer.errors[0] ?? null);
    return make(
      credential ? "refused" : "no-answer",
      answer.errors[0] ?? (body === null ? "not JSON" : "no search result in it"),
    );
  }
  // Where nobody is named anyway, an empty answer that is allowed is an answer.
  const namesNobody = answer.data === null || (input.token === null && expectedAccess(input, "search") === "open");
  const emptyWanted = namesNobody && minHits(input) === 0;
  if (answer.user !== null || totalHits(answer.hits) > 0 || emptyWanted) return make("accepted", null);
  return make(
    "refused",
    answer.data === null ? "0 hits, and the legacy search names no user" : "anonymous, without hits",
  );
}
