import type { LayerInput } from "@/lib/layers/shared/layer-input";
import type { Redactor } from "@/lib/redact/create-redactor";
import { serverEnvSecrets } from "./server-env-secrets";

/** Registers every secret that a run begins with. */
export function keepSecrets(redactor: Redactor, input: LayerInput): void {
  const { base } = input.target.exchange;
  const secrets = [input.keys.secret, base?.secretAccessKey, base?.sessionToken];
  for (const token of tokensOf(input)) redactor.addSecret(token);
  for (const one of secrets) if (one != null) redactor.addSecret(one.reveal());
  // The bytes of a symmetric JWK are as secret as their spelling.
  const { secret, secretIs } = input.keys;
  if (secret !== undefined && secretIs === "base64url") {
    redactor.addSecret(Buffer.from(secret.reveal(), "base64url").toString("utf8"));
  }
  for (const one of serverEnvSecrets(input)) redactor.addSecret(one);
}

/** Every token that a run has, and those inside them. */
export function tokensOf({ token, lapsed, other, reference }: LayerInput): readonly string[] {
  const given = [token, lapsed, other, reference].flatMap((one) => (one == null ? [] : [one]));
  return given.flatMap(({ raw, inner }) => [raw.reveal(), ...(inner === null ? [] : [inner.raw.reveal()])]);
}
