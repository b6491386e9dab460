import { z } from "zod";
import { AppError } from "@/lib/errors";
import { httpOptionsSchema } from "./run-option-schemas";
import { targetOverHttpSchema } from "./target-schema";

const target = z.union([z.string().min(1).max(200), targetOverHttpSchema]);

/** Body of `POST /api/runs`. */
export const runRequestSchema = z
  .strictObject({
    token: z.string().optional(),
    tokenHandle: z.string().max(200).optional(),
    target,
    subject: z.string().max(200).optional(),
    options: httpOptionsSchema.optional(),
  })
  .refine((body) => body.token === undefined || body.tokenHandle === undefined, {
    message: "give token or tokenHandle, not both",
  })
  .refine((body) => body.token !== undefined || body.tokenHandle !== undefined || typeof body.target === "string", {
    message: "give token or tokenHandle: only a saved target can say where a subject's token is",
  });
export type RunRequest = z.infer<typeof runRequestSchema>;

/** Body of `POST /api/outline`. */
export const outlineRequestSchema = z.strictObject({
  target,
  subject: z.string().max(200).nullable().optional(),
  tokenKind: z.string().max(40).nullable(),
  options: httpOptionsSchema.optional(),
});

export const labOpenSchema = z.strictObject({ scenario: z.string().max(100) });
export const emptySchema = z.strictObject({});

/**
 * Checks a request body.
 * @throws AppError BAD_REQUEST that names the place; a value is never repeated, since it may be a token
 */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues);
  const where = issue.path.join(".");
  const what = issue.code === "unrecognized_keys" ? `unknown key ${issue.keys.join(", ")}` : issue.message;
  throw new AppError(
    "BAD_REQUEST",
    where === "" ? `The request body: ${what}.` : `The request body at ${where}: ${what}.`,
    "Correct the request. A target over HTTP holds URLs, names and expectations only.",
  );
}

/** Of a union's complaints, the one that got furthest into the value says most. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const all = issues.flatMap((issue): z.core.$ZodIssue[] =>
    issue.code === "invalid_union"
      ? [issue, ...issue.errors.flat().map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))]
      : [issue],
  );
  const [first, ...rest] = all.sort((a, b) => b.path.length - a.path.length || rank(a) - rank(b));
  if (first === undefined) throw new Error(`a failed check without an issue (${rest.length})`);
  return first;
}

/** A plain type mismatch of the other union member says least. */
function rank(issue: z.core.$ZodIssue): number {
  if (issue.code === "invalid_union") return 2;
  return issue.code === "invalid_type" ? 1 : 0;
}
