import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { type Outline, outlineOf } from "@/lib/run/outline";
import { Secret } from "@/lib/secret";
import { type ParsedToken, parseToken } from "@/lib/token/parse-token";
import { tokenKinds } from "@/lib/token/token-kind";
import type { outlineRequestSchema } from "@/lib/wire/run-request";
import type { AppRuntime } from "./app-runtime";
import { resolveChoice } from "./resolve-run";

type OutlineRequest = z.infer<typeof outlineRequestSchema>;

/** A stand-in of each kind: the outline depends on the kind of token alone, so the token need not be sent for it. */
function standIn(kind: string): ParsedToken {
  const isJwt = kind.endsWith("-jwt");
  const sample = isJwt ? "e30.e30.AAAA" : kind === "api-key" ? "qk_stand_in" : "stand-in";
  const parsed = parseToken(sample);
  if (!parsed.ok) throw new AppError("BAD_REQUEST", "The token kind is not known.", "Leave tokenKind null.");
  const found = tokenKinds.find((one) => one === kind);
  if (found === undefined)
    throw new AppError("BAD_REQUEST", "The token kind is not known.", `The kinds are ${tokenKinds.join(", ")}.`);
  return { ...parsed.token, kind: found };
}

/** @throws AppError for a target that cannot be resolved or an unknown token kind */
export async function outlineFor(app: AppRuntime, request: OutlineRequest): Promise<Outline> {
  const choice = await resolveChoice(app, request.target, request.subject ?? null);
  const typed = request.options?.signatureKey;
  return outlineOf(
    {
      token: choice.withoutToken ? null : standIn(request.tokenKind ?? "catalog-jwt"),
      target: choice.target,
      controls: request.options?.controls ?? choice.controls ?? "on",
      timeoutMs: choice.timeoutMs ?? 15_000,
      keys: typed === undefined ? choice.keys : { ...choice.keys, secret: new Secret(typed) },
      signedWithTestSecret: false,
      permissions: request.options?.permissions,
    },
    request.options?.only ?? null,
  );
}
