import type { LiveResult } from "@/lib/diagnosis/controls";
import { messageIn } from "@/lib/refusals/read-reason";
import { answerEvidence, reportRefusal, saidBy } from "../shared/bearer-refusal";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import { reportUnanswered } from "../shared/live-layer";
import { isHtml } from "../shared/read-answer";
import { minHits, searchBucket } from "../shared/search-query";
import { type SearchAnswer, totalHits } from "./search-call";

const words = {
  server: "the registry's search",
  rejected: "unauthorized",
  apart: "the registry tells this token from a bad one, but does not let it search here",
} as const;

/** Reports what the real answer is, once the controls' are there; gives the layer's line. */
export function reportSearch(ctx: BonafideContext, live: LiveResult<SearchAnswer>): string {
  const { result, body, errors } = live.real.value;
  // An answer for nobody that gives no other sign is told as such, not as a refusal.
  const refused = live.real.observed === "accepted" ? null : reportRefusal(ctx, live, words);
  if (refused !== null) return refused;
  if (reportUnanswered(ctx, result) || result.kind !== "answer") return "search gave no usable answer";
  const { status } = result;
  if (isHtml(result) || (status === 200 && body === null)) {
    ctx.found("not-json", { ...answerEvidence(result), contentType: result.headers["content-type"] ?? "none" });
    return `${status}: not the registry's API`;
  }
  if (status !== 200 && errors.length === 0) {
    ctx.found("unexpected-status", answerEvidence(result));
    return `${status}: unexpected status`;
  }
  return reportAnswer(ctx, live.real.value);
}

function reportAnswer(ctx: BonafideContext, answer: SearchAnswer): string {
  const legacy = ctx.input.target.search.api === "legacy";
  if (answer.errors.length > 0) ctx.found("graphql-error", { ...saidBy(answer.result), errors: answer.errors });
  if (answer.hits === null) return reportNoResult(ctx, answer, legacy);
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
  reportTooFew(ctx, answer, nobody || answer.user !== null);
  return `${counted(objects, "object")}, ${counted(packages, "package")}${answer.user === null ? (legacy ? "" : " for nobody") : ` for ${answer.user}`}`;
}

function reportTooFew(ctx: BonafideContext, answer: SearchAnswer, known: boolean): void {
  const hits = answer.hits === null ? 0 : totalHits(answer.hits);
  const wanted = minHits(ctx.input);
  if (answer.partial !== null) reportPartial(ctx, answer.partial, hits < wanted);
  const failed = answer.errors.length > 0 || hasUnionError(answer) || answer.partial !== null;
  if (hits >= wanted || failed || !known) return;
  ctx.found("no-hits", {
    hits,
    wanted,
    bucket: searchBucket(ctx.input),
    query: ctx.input.target.search.query ?? null,
  });
}

/** Too few hits of an answer that leaves out some are the backend's fault; enough of them are enough. */
function reportPartial(ctx: BonafideContext, partial: string, tooFew: boolean): void {
  ctx.fact("partial-answer", partial);
  if (tooFew) ctx.found("operation-error", { message: partial });
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

function reportNoResult(ctx: BonafideContext, { errors, body, partial }: SearchAnswer, legacy: boolean): string {
  const failed = legacy && body?.error !== undefined ? (messageIn(body.error) ?? "an Elasticsearch error") : partial;
  if (failed !== null) ctx.found("operation-error", { message: failed });
  else if (errors.length === 0)
    ctx.found("graphql-error", { errors: ["the answer holds no search result of the expected shape"] });
  return errors[0] ?? failed ?? "no search result in the answer";
}
