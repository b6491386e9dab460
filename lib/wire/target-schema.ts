import { z } from "zod";

const httpUrl = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
      context.addIssue({
        code: "custom",
        // What stands before an @ may be a password, and is not repeated.
        message: `is not an http(s) URL: write it with its scheme, such as https://${text.replace(/^(.*@|[a-z]*:?\/+)/i, "").slice(0, 80)}`,
      });
      return;
    }
    if (url.username !== "" || url.password !== "") {
      context.addIssue({ code: "custom", message: "must not hold a user name or password" });
    }
  });

const name = z.string().trim().min(1).max(200);
const region = z.string().regex(/^[a-z0-9-]{2,40}$/, "is not an AWS region name such as us-east-1");
const bucket = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/, "is not an S3 bucket name");
const count = z.int().min(0).max(1000);
const timeoutMs = z.int().min(50).max(600_000);

const aws = z.strictObject({
  stsEndpoint: httpUrl.optional(),
  s3Endpoint: httpUrl.optional(),
  forcePathStyle: z.boolean().optional(),
});

/** Limits as in the STS API reference, AssumeRole; so a typing error shows before anything is sent. */
const exchange = z.strictObject({
  strategy: z.enum(["auto", "registry", "assume-role", "web-identity"]).optional(),
  roleArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, "is not the ARN of a role (arn:aws:iam::…:role/…)")
    .optional(),
  // Never empty: the plain AWS_ variables are ambient, and must not answer.
  baseEnvPrefix: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "is not the beginning of variable names, such as BASE_")
    .optional(),
  baseProfile: z
    .string()
    .regex(/^[\w-@+.%:/]{1,128}$/, "is not the name of a profile")
    .optional(),
  externalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, "is not an external id")
    .optional(),
  durationSeconds: z.int().min(900).max(43_200).optional(),
  sessionTags: z
    .record(z.string().min(1).max(128), z.string().max(256))
    .refine((tags) => Object.keys(tags).length <= 50, "are more than 50")
    .optional(),
  sourceIdentity: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/, "is not a source identity")
    .optional(),
});

const s3 = z.strictObject({ bucket: bucket.optional(), prefix: z.string().optional(), minKeys: count.optional() });

const search = z.strictObject({
  query: z.string().optional(),
  bucket: bucket.optional(),
  minHits: count.optional(),
  api: z.enum(["graphql", "legacy"]).optional(),
});

const mcp = z.strictObject({
  calls: z
    .array(
      z
        .strictObject({
          tool: name.optional(),
          /** Read in place of calling a tool. */
          resource: z.string().trim().min(1).max(2_000).optional(),
          arguments: z.record(z.string(), z.unknown()).optional(),
          minItems: count.optional(),
          contains: z.string().min(1).max(1_000).optional(),
        })
        .refine((call) => (call.tool === undefined) !== (call.resource === undefined), "names a tool or a resource")
        .refine((call) => call.resource === undefined || call.arguments === undefined, {
          path: ["arguments"],
          message: "are a tool's: a resource takes none",
        }),
    )
    .optional(),
  /** What a gateway puts before the names of the tools behind it. */
  toolPrefix: z
    .string()
    .regex(/^[\w./:-]{1,100}$/, "is not the beginning of a tool's name, such as quilt__")
    .optional(),
  command: z
    .array(z.string().regex(/^[^\0]*$/))
    .min(1)
    .refine(([file]) => file !== "", "names no program")
    .optional(),
});

const expectation = z.strictObject({
  roleArn: z.string().optional(),
  accountId: z
    .string()
    .regex(/^\d{12}$/, "is not a 12-digit account id")
    .optional(),
  issuer: z.string().optional(),
  audience: z.string().optional(),
});

const signature = z.strictObject({
  secretEnv: name.optional(),
  jwksUrl: httpUrl.optional(),
  publicKeyFile: name.optional(),
  wordListFile: name.optional(),
});

/** What a subject should get from a layer (DESIGN §5). */
const accesses = ["served", "refused", "open"] as const;
export type Access = (typeof accesses)[number];

/** By layer. Which layers ask as the subject is theirs to say: the preparation of a run checks the names. */
const access = z.record(name, z.enum(accesses));

const subject = z.strictObject({
  name,
  tokenEnv: name.optional(),
  token: z.literal("none").optional(),
  expect: expectation.optional(),
  s3: s3.optional(),
  search: search.optional(),
  access: access.optional(),
});

/** The settings of its own that a type of log source has are checked by that source. */
const logSource = z.looseObject({
  type: name,
  /** The longest that the source is waited for, ms. */
  settleMs: z.int().min(0).max(600_000).optional(),
});

const urlsAndNames = {
  name: name.optional(),
  catalogUrl: httpUrl.optional(),
  registryUrl: httpUrl.optional(),
  mcpUrl: httpUrl.optional(),
  region: region.optional(),
  aws: aws.optional(),
  s3: s3.optional(),
  search: search.optional(),
  expect: expectation.optional(),
  // A run that requires nothing would pass without proof.
  require: z
    .array(name)
    .refine((ids) => ids.length > 0, "names no layer: leave it out, or name those that must pass")
    .optional(),
  timeoutMs: timeoutMs.optional(),
};

/** A target file, DESIGN §5. An unknown key is an error. */
export const targetFileSchema = z.strictObject({
  ...urlsAndNames,
  exchange: exchange.optional(),
  mcp: mcp.optional(),
  signature: signature.optional(),
  subjects: z.array(subject).optional(),
  tls: z.strictObject({ caFile: name.optional() }).optional(),
  proxy: httpUrl.optional(),
  logs: z.array(logSource).optional(),
});

/** A target that came over HTTP: URLs, names and expectations only; nothing that reads a file, a variable or a profile. */
export const targetOverHttpSchema = z.strictObject({
  ...urlsAndNames,
  exchange: exchange.omit({ baseEnvPrefix: true, baseProfile: true }).optional(),
  mcp: mcp.omit({ command: true }).optional(),
  signature: z.strictObject({ jwksUrl: httpUrl.optional() }).optional(),
});

export type TargetFile = z.infer<typeof targetFileSchema>;
export type Expectation = z.infer<typeof expectation>;
export type LogSourceSettings = z.infer<typeof logSource>;
