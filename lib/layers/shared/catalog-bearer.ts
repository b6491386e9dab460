import type { Secret } from "@/lib/secret";
import type { ParsedToken } from "@/lib/token/parse-token";

/** What of a token speaks for its user at the catalog: the inner one of a hybrid JWT, nothing of a role JWT. */
export function catalogBearer({ kind, inner, raw }: ParsedToken): Secret | null {
  if (kind === "hybrid-jwt") return inner?.raw ?? null;
  return kind === "role-jwt" ? null : raw;
}
