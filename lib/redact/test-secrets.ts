import { createRedactor } from "./create-redactor";

export const b64url = (text: string) => Buffer.from(text).toString("base64url");
export const header = b64url('{"alg":"HS256","typ":"JWT"}');
export const jwt = `${header}.${b64url('{"id":"user-1","uuid":"0b7f5c1e-1f6e-4a55-9f04-7a2c7f2b7d10","exp":1790000000}')}.n3Zk0p1w_Vq8sXy-7LrJtE5mGdB2cHaUoIeKfQ4iT9s`;
export const secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
export const sessionToken = "IQoJb3JpZ2luX2VjEDoaCXVzLWVhc3QtMSJHMEUCIQDtest//token+that+belongs/to+nobody==";

export function redactor(...secrets: string[]) {
  const made = createRedactor();
  for (const secret of secrets) made.addSecret(secret);
  return made;
}

/** Non-overlapping pieces of a text, each of which must be gone. */
export function fragments(text: string, length: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at + length <= text.length; at += length) pieces.push(text.slice(at, at + length));
  return pieces;
}
