import { readIntake } from "./read-intake";

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token of this user with a signature of the right length, which differs by user. */
export function intakeToken(id: string, alg: "HS256" | "RS256" = "HS256"): string {
  const signature = Buffer.alloc(alg === "HS256" ? 32 : 256, `signature of ${id}`).toString("base64url");
  return `${part({ alg, typ: "JWT" })}.${part({ id, uuid: "b1", exp: 2_000_000_000 })}.${signature}`;
}

/** Shape, tokens with their places, and mendings of a text; of a refused one its kind. */
export function takenFrom(input: string | Uint8Array) {
  const result = readIntake(input);
  if (!result.ok) return result.kind;
  const { shape, found } = result;
  return {
    shape,
    tokens: found.map(({ token }) => token.reveal()),
    where: found.map(({ where }) => where),
    mended: found[0]?.mended,
  };
}
