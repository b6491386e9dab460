import type { Seed } from "@/lib/diagnosis/run-layers";
import { AppError } from "@/lib/errors";
import { withoutTrailingSlashes } from "@/lib/join-url";
import { awsRegion, catalogIdentity, registryUrl } from "@/lib/layers/outputs";
import { FORGE_SECRET } from "@/lib/layers/shared/bearer-controls";
import { catalogBearer } from "@/lib/layers/shared/catalog-bearer";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { type ParsedToken, parseToken } from "@/lib/token/parse-token";
import { isSignedWith } from "@/lib/token/signed-with";
import type { DiagnosisRequest } from "./diagnosis-request";
import { readLapsed, readOther, readReference } from "./parse-extra-tokens";

const DEFAULT_TIMEOUT_MS = 15_000;

/**
 * Takes the pasted text apart and builds what the layers are given.
 * @throws AppError BAD_TOKEN for a text that cannot be one token, or not the one that it is given as
 */
export async function toLayerInput(request: DiagnosisRequest): Promise<LayerInput> {
  const token = request.token === null ? null : readToken(request.token.reveal());
  const timeoutMs = request.timeoutMs ?? request.target.timeoutMs;
  const nowMs = Date.now();
  return {
    token,
    target: request.target,
    controls: request.controls,
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    timeoutGiven: timeoutMs !== undefined,
    keys: request.keys,
    signedWithTestSecret: token !== null && (await isSignedWith(token, FORGE_SECRET)),
    lapsed: request.lapsedToken == null ? null : readLapsed(request.lapsedToken.reveal(), nowMs),
    other: request.otherToken == null ? null : readOther(request.otherToken.reveal(), token, nowMs),
    reference: request.referenceToken == null ? null : readReference(request.referenceToken.reveal(), token, nowMs),
    mayStartCommand: request.command != null,
    iam: request.iam === true,
    serverEnv: request.serverEnv ?? null,
    permissions: request.permissions === true,
  };
}

function readToken(raw: string): ParsedToken {
  const parsed = parseToken(raw);
  if (!parsed.ok) throw new AppError("BAD_TOKEN", parsed.fault.message, parsed.fault.suggestion);
  return parsed.token;
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
