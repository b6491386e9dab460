import { z } from "zod";
import { credentialsRequest } from "@/lib/clients/registry/registry-request";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { isControl } from "@/lib/diagnosis/purpose";
import type { DoorResult } from "@/lib/http/door-types";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { askRegistry } from "./ask-registry";
import { refusedProbe } from "./bearer-refusal";
import type { BonafideContext, LayerInput } from "./layer-input";
import { unansweredProbe, watchClock } from "./live-layer";
import { answerReason, isHtml, jsonObject } from "./read-answer";

const printable = z.string().regex(/^[\x21-\x7e]+$/);

/** An expiry in any form: whether it can be read is judged apart (`readExpiration`), for the credentials are good. */
const expiration = z.union([z.string().regex(/\S/), z.number()]);

/** The answer of `GET {registry}/api/auth/get_credentials` (quilt:api/python/quilt3/session.py). */
export const exchangeEvidence = z.looseObject({
  AccessKeyId: z.string().regex(/^[A-Za-z0-9]{16,128}$/),
  SecretAccessKey: printable.min(16),
  SessionToken: printable.min(16),
  Expiration: expiration,
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
  return probe(result, isControl(purpose));
}

function probe(result: DoorResult, wrongCaller: boolean): Probe<ExchangeAnswer> {
  const body = jsonObject(result);
  const value = { result, body };
  const { status } = result;
  // What was handed out is accepted, whatever else the answer says.
  if (status === 200 && exchangeEvidence.safeParse(body).success) {
    return { observed: "accepted", answered: true, status, note: null, value };
  }
  const known = refusedProbe(result, value) ?? unansweredProbe(result, value);
  // A wrong caller who is given a key was not turned away, whatever the error beside it says.
  const halfServed = wrongCaller && status === 200 && holdsKey(body, 0);
  if (halfServed && known?.observed === "refused")
    return { ...known, observed: "no-answer", note: "an error beside credentials that are not whole" };
  if (known !== null) return known;
  if (isHtml(result)) return { observed: "no-answer", answered: false, status, note: "HTML", value };
  // What is no JSON object may be anything, the credentials themselves included: none of it is told.
  const note = body === null ? "not JSON" : (answerReason(result) ?? "no credentials in it");
  return { observed: "no-answer", answered: body !== null, status, note, value };
}

const MAX_DEPTH = 2;

/** Whether a secret access key stands in an answer, however it is written, or in an object within. */
function holdsKey(body: JsonObject | null, depth: number): boolean {
  return Object.entries(body ?? {}).some(([name, value]) => {
    if (isJsonObject(value)) return depth < MAX_DEPTH && holdsKey(value, depth + 1);
    const isSecret = name.toLowerCase().replaceAll("_", "") === "secretaccesskey";
    return isSecret && printable.min(16).safeParse(value).success;
  });
}
