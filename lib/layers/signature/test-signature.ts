import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { encodeBase64url } from "@/lib/token/base64url";
import { testToken } from "@/lib/token/test-jwt";
import type { SignatureKeys } from "@/lib/wire/resolved-target";
import { createTestContext, testAnswer, testInput } from "../shared/test-context";
import { signature } from "./signature";

export const secret = "a secret of thirty-two characters";
export const payload = { id: "4ad3c1", uuid: "b1", exp: 2_000_000_000 };
export const jwksUrl = "https://issuer.test/auth/.well-known/jwks.json";
export const base64 = (text: string) => encodeBase64url(new TextEncoder().encode(text));

interface Setup {
  readonly keys?: SignatureKeys;
  readonly jwks?: readonly object[] | DoorResult;
}

/** The layer with this token and these keys; `jwks` are the keys of the set that the target names, or its whole answer. */
export function contextOf(raw: string, { keys = {}, jwks }: Setup = {}) {
  const target = jwks === undefined ? {} : { jwksUrl };
  const answer = jwks === undefined ? undefined : "kind" in jwks ? jwks : testAnswer(200, { keys: jwks });
  return createTestContext({
    layer: signature,
    input: testInput({ token: testToken(raw), keys, target }),
    ...(answer === undefined ? {} : { send: () => answer }),
  });
}

/** Status and codes without the layer's name. */
export async function outcome(raw: string, setup: Setup = {}) {
  const { status, codes } = await contextOf(raw, setup).run();
  return [status, ...codes.map((code) => code.replace("signature/", ""))];
}

/** Of the first finding. */
export async function evidence(raw: string, setup: Setup = {}) {
  const context = contextOf(raw, setup);
  await context.run();
  return context.findings[0]?.evidence;
}

/** The secret, configured. */
export const held = { keys: { secret: new Secret(secret) } };
