import { z } from "zod";
import { credentialsRequest } from "@/lib/clients/registry/registry-request";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { isControl } from "@/lib/diagnosis/purpose";
import type { DoorResult } from "@/lib/http/door-types";
import type { JsonObject } from "@/lib/json-object";
import { askRegistry } from "./ask-registry";
import type { BonafideContext, LayerInput } from "./layer-input";
import { unansweredProbe, watchClock } from "./live-layer";
import { errorText, isHtml, jsonObject, namesCredential } from "./read-answer";

const printable = z.string().regex(/^[\x21-\x7e]+$/);

/** The answer of `GET {registry}/api/auth/get_credentials` (quilt:api/python/quilt3/session.py). */
export const exchangeEvidence = z.looseObject({
  AccessKeyId: z.string().regex(/^[A-Za-z0-9]{16,128}$/),
  SecretAccessKey: printable.min(16),
  SessionToken: printable.min(16),
  Expiration: z.iso.datetime({ offset: true }),
});
export type Vended = z.infer<typeof exchangeEvidence>;

export type ExchangeAnswer = { readonly result: DoorResult; readonly body: JsonObject | null };

/** Where the token will go, before discovery has run. */
export function registryOrigin(input: LayerInput): string {
  const url = input.target.registryUrl;
  return url === undefined ? "the registry that config.json names" : new URL(url).origin;
}

/** Sends one exchange request; `bearer` null sends none. */
export async function callExchange(
  ctx: BonafideContext,
  base: string,
  purpose: Purpose,
  bearer: string | null,
): Promise<Probe<ExchangeAnswer>> {
  const result = await askRegistry(ctx, purpose, credentialsRequest({ base, bearer }), {
    wrongCredential: isControl(purpose) && bearer !== null,
    mints: (answer) => exchangeEvidence.safeParse(jsonObject(answer)).success,
    answerHoldsSecrets: true,
  });
  watchClock(ctx, result);
  return probe(result);
}

function probe(result: DoorResult): Probe<ExchangeAnswer> {
  const body = jsonObject(result);
  const value = { result, body };
  const unanswered = unansweredProbe(result, value);
  if (unanswered !== null || result.kind !== "answer") {
    return unanswered ?? { observed: "no-answer", answered: false, status: null, note: "no answer", value };
  }
  const { status } = result;
  if (isHtml(result)) return { observed: "no-answer", answered: false, status, note: "HTML", value };
  if (status === 200 && exchangeEvidence.safeParse(body).success) {
    return { observed: "accepted", answered: true, status, note: null, value };
  }
  // A 5xx was no answer already.
  const refused =
    status === 401 || status === 403 || (status >= 400 && status !== 404 && namesCredential(errorText(body)));
  if (refused) return { observed: "refused", answered: true, status, note: errorText(body), value };
  return {
    observed: "no-answer",
    answered: body !== null,
    status,
    note: body === null ? "not JSON" : "no credentials in it",
    value,
  };
}
