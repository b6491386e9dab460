import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import type { BonafideContext } from "./layer-input";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** The same key id and session token with a random secret of the same length: the control `wrong-secret`. */
export function spoilSecret(ctx: BonafideContext, credentials: AwsCredentials): AwsCredentials {
  const bytes = ctx.random(credentials.secretAccessKey.length);
  const secretAccessKey = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
  ctx.keepSecret(secretAccessKey);
  return { ...credentials, secretAccessKey };
}
