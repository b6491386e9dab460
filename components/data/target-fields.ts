import type { InlineTarget } from "./server-data";

export interface TargetFields {
  readonly catalogUrl: string;
  readonly registryUrl: string;
  readonly mcpUrl: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly query: string;
  readonly roleArn: string;
}
export type TargetField = keyof TargetFields;

export const emptyTargetFields: TargetFields = {
  catalogUrl: "",
  registryUrl: "",
  mcpUrl: "",
  region: "",
  bucket: "",
  prefix: "",
  query: "",
  roleArn: "",
};

export type TargetReading =
  | { readonly ok: true; readonly target: InlineTarget }
  | { readonly ok: false; readonly faults: Partial<Record<TargetField, string>> };

function urlFault(text: string): string | null {
  if (text === "") return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    return "This is not an http(s) URL: write it with its scheme, such as https://catalog.example.com.";
  }
  if (url.username !== "" || url.password !== "") return "The URL must not hold a user name or password.";
  return null;
}

function matchFault(text: string, pattern: RegExp, message: string): string | null {
  return text === "" || pattern.test(text) ? null : message;
}

function faultsOf(fields: TargetFields): Partial<Record<TargetField, string>> {
  const none = fields.catalogUrl === "" && fields.registryUrl === "";
  const needed = none ? "Give a catalog URL, or at least a registry URL." : null;
  const noRegion = fields.catalogUrl === "" && fields.registryUrl !== "" && fields.region === "";
  const found: Record<TargetField, string | null> = {
    catalogUrl: needed ?? urlFault(fields.catalogUrl),
    registryUrl: urlFault(fields.registryUrl),
    mcpUrl: urlFault(fields.mcpUrl),
    region: noRegion
      ? "Give the region: without a catalog nothing else names it."
      : matchFault(fields.region, /^[a-z0-9-]{2,40}$/, "This is not an AWS region name such as us-east-1."),
    bucket: matchFault(
      fields.bucket,
      /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/,
      "This is not an S3 bucket name: 3 or more letters, digits, dots or hyphens, without s3://.",
    ),
    prefix: fields.prefix !== "" && fields.bucket === "" ? "Give the bucket that this prefix is in." : null,
    query: null,
    roleArn: matchFault(
      fields.roleArn,
      /^arn:[a-z-]+:(iam|sts)::\d{12}:.+/,
      "This is not a role ARN such as arn:aws:iam::123456789012:role/Name.",
    ),
  };
  const faults: Partial<Record<TargetField, string>> = {};
  for (const field of targetFieldNames) {
    const fault = found[field];
    if (fault !== null) faults[field] = fault;
  }
  return faults;
}

const targetFieldNames: readonly TargetField[] = [
  "catalogUrl",
  "registryUrl",
  "mcpUrl",
  "region",
  "bucket",
  "prefix",
  "query",
  "roleArn",
];

/** Reads the fields of "Other…": a target to send, or what is wrong with which field. Outer whitespace is taken off. */
export function readTargetFields(typed: TargetFields): TargetReading {
  const fields = { ...typed };
  for (const name of targetFieldNames) fields[name] = typed[name].trim();
  const faults = faultsOf(fields);
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const { catalogUrl, registryUrl, mcpUrl, region, bucket, prefix, query, roleArn } = fields;
  const url = catalogUrl === "" ? registryUrl : catalogUrl;
  return {
    ok: true,
    target: {
      name: new URL(url).host,
      ...(catalogUrl === "" ? {} : { catalogUrl }),
      ...(registryUrl === "" ? {} : { registryUrl }),
      ...(mcpUrl === "" ? {} : { mcpUrl }),
      ...(region === "" ? {} : { region }),
      ...(bucket === "" ? {} : { s3: { bucket, ...(prefix === "" ? {} : { prefix }) } }),
      ...(query === "" ? {} : { search: { query } }),
      ...(roleArn === "" ? {} : { expect: { roleArn } }),
    },
  };
}
