import { z } from "zod";
import { AppError } from "@/lib/errors";
import { targetOverHttpSchema } from "./target-schema";

const target = z.union([z.string().min(1).max(200), targetOverHttpSchema]);

/** Of the server environment over HTTP. */
export const MAX_SERVER_ENV_CHARACTERS = 256 * 1024;

const options = z.strictObject({
  controls: z.enum(["on", "off", "deep"]).optional(),
  /** A key typed on the page for one run: treated as a secret. */
  signatureKey: z.string().min(1).max(16_384).optional(),
  /** What the operator has of the MCP server's environment, as text: treated as a secret. */
  serverEnv: z.string().min(1).max(MAX_SERVER_ENV_CHARACTERS).optional(),
  /** Which of its services is meant, where there are several. */
  serverEnvService: z.string().min(1).max(200).optional(),
  timeoutMs: z.int().min(50).max(600_000).optional(),
  runTimeoutMs: z.int().min(50).max(3_600_000).optional(),
  only: z.array(z.string().max(40)).min(1).max(20).optional(),
  strict: z.boolean().optional(),
  /** Try every bucket that the catalog lists, beside the verdict. */
  permissions: z.boolean().optional(),
  /** The reader has answered the question about a lab token elsewhere, or a foreign token at the lab. */
  confirmed: z.boolean().optional(),
});

/** Body of `POST /api/runs`. */
export const runRequestSchema = z
  .strictObject({
    token: z.string().optional(),
    tokenHandle: z.string().max(200).optional(),
    target,
    subject: z.string().max(200).optional(),
    options: options.optional(),
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
  options: options.optional(),
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
