import type { z } from "zod";
import { graphqlErrors } from "@/lib/clients/registry/graphql-answer";
import { graphqlRequest, legacySearchRequest } from "@/lib/clients/registry/registry-request";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { isControl } from "@/lib/diagnosis/purpose";
import type { DoorResult } from "@/lib/http/door-types";
import type { JsonObject } from "@/lib/json-object";
import { askRegistry } from "../shared/ask-registry";
import { refusedProbe } from "../shared/bearer-refusal";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { unansweredProbe, watchClock } from "../shared/live-layer";
import { answerReason, isHtml, jsonObject } from "../shared/read-answer";
import {
  countHits,
  countLegacyHits,
  graphqlEvidence,
  legacyEvidence,
  legacySearch,
  minHits,
  searchOperation,
} from "../shared/search-query";
import { handedOut } from "./handed-out";
import { partialAnswer } from "./partial-answer";

/** A read answer: what was found, and as whom. */
export interface SearchAnswer {
  readonly result: DoorResult;
  readonly body: JsonObject | null;
  readonly data: z.infer<typeof graphqlEvidence> | null;
  readonly hits: { readonly objects: number; readonly packages: number } | null;
  /** Name of `me`; null when anonymous or unknown. */
  readonly user: string | null;
  readonly errors: readonly string[];
  /** What the search backend left out, by its own word; null for a whole answer. */
  readonly partial: string | null;
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
  return probe(ctx.input, readAnswer(result, legacy), isControl(purpose));
}

function readAnswer(result: DoorResult, legacy: boolean): SearchAnswer {
  const body = jsonObject(result);
  const errors = graphqlErrors(body);
  if (legacy) {
    const held = legacyEvidence.safeParse(body);
    const usable = held.success && held.data.error === undefined;
    const partial = partialAnswer(body);
    return { result, body, errors, partial, data: null, user: null, hits: usable ? countLegacyHits(held.data) : null };
  }
  const held = graphqlEvidence.safeParse(body?.data);
  const data = held.success ? held.data : null;
  return {
    result,
    body,
    errors,
    partial: null,
    data,
    user: handedOut(body).user,
    hits: data === null ? null : countHits(data),
  };
}

/** Hits in all. */
export function totalHits({ objects, packages }: NonNullable<SearchAnswer["hits"]>): number {
  return objects + packages;
}

function probe(input: LayerInput, answer: SearchAnswer, wrongCaller: boolean): Probe<SearchAnswer> {
  const { result, body } = answer;
  const { status } = result;
  const make = (observed: Probe<SearchAnswer>["observed"], note: string | null): Probe<SearchAnswer> => ({
    observed,
    answered: body !== null,
    status,
    note,
    value: answer,
  });
  // What was handed out is accepted, whatever errors stand beside it.
  const hits = status === 200 ? answer.hits : null;
  if (hits !== null && handsOut(input, answer, hits)) return make("accepted", null);
  if (wrongCaller && status === 200 && handsOutInPart(answer)) return make("accepted", null);
  const known = refusedProbe(result, answer) ?? unansweredProbe(result, answer);
  if (known !== null) return known;
  if (isHtml(result)) return { ...make("no-answer", "HTML"), answered: false };
  if (status !== 200) return make("no-answer", answerReason(result));
  if (hits === null) {
    return make("no-answer", body === null ? "not JSON" : (answerReason(result) ?? "no search result in it"));
  }
  // Nothing found where shards failed says nothing of the caller.
  if (answer.partial !== null) return make("no-answer", answer.partial);
  return make(
    "refused",
    answer.data === null ? "0 hits, and the legacy search names no user" : "anonymous, without hits",
  );
}

function handsOut(input: LayerInput, answer: SearchAnswer, hits: NonNullable<SearchAnswer["hits"]>): boolean {
  // Where nobody is named anyway, an empty answer that is allowed is an answer.
  const namesNobody = answer.data === null || (input.token === null && expectedAccess(input, "search") === "open");
  const emptyWanted = namesNobody && minHits(input) === 0 && answer.partial === null;
  return answer.user !== null || totalHits(hits) > 0 || emptyWanted;
}

/** A part of the data is data: no whole answer, but what a wrong caller must not get. */
function handsOutInPart({ body }: SearchAnswer): boolean {
  const { user, hits } = handedOut(body);
  return user !== null || hits;
}
