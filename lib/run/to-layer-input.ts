import type { Seed } from "@/lib/diagnosis/run-layers";
import { withoutTrailingSlashes } from "@/lib/join-url";
import { awsRegion, catalogIdentity, registryUrl } from "@/lib/layers/outputs";
import { FORGE_SECRET } from "@/lib/layers/shared/bearer-controls";
import { catalogBearer } from "@/lib/layers/shared/catalog-bearer";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import type { Secret } from "@/lib/secret";
import { readSecretOrKey } from "@/lib/targets/keys/configured-key";
import type { ParsedToken } from "@/lib/token/parse-token";
import { isSignedWith } from "@/lib/token/signed-with";
import type { SignatureKeys } from "@/lib/wire/resolved-target";
import { layerChoices } from "@/lib/wire/run-options";
import type { DiagnosisRequest } from "./diagnosis-request";
import { readLapsed, readOther, readReference } from "./parse-extra-tokens";
import { readServerEnv } from "./parse-server-env";

const DEFAULT_TIMEOUT_MS = 15_000;

const TYPED_KEY = { where: "options.signatureKey", code: "BAD_REQUEST" } as const;

/**
 * The keys with the one that was typed for this run in the place of its kind.
 * @throws AppError BAD_REQUEST for what is a key and none to verify with
 */
function withTyped(keys: SignatureKeys, typed: Secret): SignatureKeys {
  const read = readSecretOrKey(typed.reveal(), TYPED_KEY);
  const { secret, publicKeyPem, publicJwks, wordList } = keys;
  const others = read.secret === undefined ? { secret, secretIs: keys.secretIs } : { publicKeyPem, publicJwks };
  return { wordList, ...others, ...read };
}

/**
 * Builds what the layers are given from a request and its parsed token.
 * @throws AppError BAD_TOKEN for a further token that is not what it is given as, BAD_REQUEST for a typed key that is none, BAD_SERVER_ENV
 */
export async function toLayerInput(
  { target, keys, options, command }: Pick<DiagnosisRequest, "target" | "keys" | "options" | "command">,
  token: ParsedToken | null,
): Promise<LayerInput> {
  const { lapsedToken, otherToken, referenceToken, serverEnv, signatureKey } = options;
  const timeoutMs = options.timeoutMs ?? target.timeoutMs;
  const nowMs = Date.now();
  return {
    ...layerChoices(options),
    token,
    target,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    timeoutGiven: timeoutMs !== undefined,
    keys: signatureKey == null ? keys : withTyped(keys, signatureKey),
    signedWithTestSecret: token !== null && (await isSignedWith(token, FORGE_SECRET)),
    lapsed: lapsedToken == null ? null : readLapsed(lapsedToken.reveal(), nowMs),
    other: otherToken == null ? null : readOther(otherToken.reveal(), token, nowMs),
    reference: referenceToken == null ? null : readReference(referenceToken.reveal(), token, nowMs),
    mayStartCommand: command != null,
    serverEnv: serverEnv == null ? null : await readServerEnv(serverEnv.reveal(), options.serverEnvService),
  };
}

/** What is known before any layer runs. */
export function seedsOf(input: LayerInput): readonly Seed[] {
  const { target, token } = input;
  const seeds: Seed[] = [];
  if (target.registryUrl !== undefined) {
    seeds.push({ output: registryUrl, value: withoutTrailingSlashes(target.registryUrl) });
  }
  if (target.region !== undefined) seeds.push({ output: awsRegion, value: target.region });
  const identity = token === null ? null : catalogBearer(token);
  if (identity !== null) seeds.push({ output: catalogIdentity, value: identity });
  return seeds;
}
