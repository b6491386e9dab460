/** What an IAM or STS ARN names. */
type PrincipalKind = "role" | "assumed-role" | "user" | "root" | "federated-user" | "other";

/** The parts of an Amazon Resource Name (IAM user guide, "IAM identifiers"). */
export interface ParsedArn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** 12 digits, or empty where the service leaves it out. */
  readonly account: string;
  /** Everything after the fifth colon. */
  readonly resource: string;
  readonly kind: PrincipalKind;
  /** Name without path: of a session, the role's. Null where the kind has none. */
  readonly name: string | null;
  /** IAM path with both slashes, "/" when there is none; null where the kind has none or cannot show it. */
  readonly path: string | null;
  /** Session name of an assumed role, else null. */
  readonly session: string | null;
}

const ARN = /^arn:(aws(?:-[a-z]+)*):([a-z0-9-]+):([a-z0-9-]*):(\d{12})?:(\S+)$/;

/** Reads an ARN strictly: no outer whitespace, known partition form, a 12-digit account or none. Null for anything else. */
export function parseArn(text: string): ParsedArn | null {
  if (text.length > 2048) return null;
  const match = ARN.exec(text);
  if (match === null) return null;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  // IAM and STS are global: their ARNs never name a region.
  if (region !== "" && (service === "iam" || service === "sts")) return null;
  const principal = readPrincipal(service, account, resource);
  return principal === null ? null : { partition, service, region, account, resource, ...principal };
}

type Principal = Pick<ParsedArn, "kind" | "name" | "path" | "session">;

function readPrincipal(service: string, account: string, resource: string): Principal | null {
  const [type = "", ...rest] = resource.split("/");
  const named = (kind: PrincipalKind, name: string, path: string | null, session: string | null): Principal | null =>
    account === "" || name === "" || session === "" ? null : { kind, name, path, session };
  if (service === "iam" && resource === "root" && account !== "") {
    return { kind: "root", name: null, path: null, session: null };
  }
  if (service === "iam" && (type === "role" || type === "user")) {
    const path = rest.slice(0, -1);
    return named(type, rest.at(-1) ?? "", path.length === 0 ? "/" : `/${path.join("/")}/`, null);
  }
  if (service === "sts" && type === "assumed-role") {
    return rest.length === 2 ? named("assumed-role", rest[0] ?? "", null, rest[1] ?? "") : null;
  }
  if (service === "sts" && type === "federated-user") return named("federated-user", rest.join("/"), null, null);
  return { kind: "other", name: null, path: null, session: null };
}

/** How a session's ARN relates to the role that was expected. */
export type RoleComparison =
  /** `pathNotVisible`: the expected role has a path, which a session ARN never shows. */
  | { readonly result: "match"; readonly pathNotVisible: boolean; readonly session: string | null }
  | { readonly result: "not-an-arn"; readonly which: "expected" | "actual" }
  | { readonly result: "wrong-partition"; readonly expected: string; readonly actual: string }
  | { readonly result: "wrong-account"; readonly expected: string; readonly actual: string }
  | { readonly result: "not-a-role"; readonly kind: PrincipalKind }
  | { readonly result: "wrong-role"; readonly expected: string; readonly actual: string }
  | { readonly result: "case-differs"; readonly expected: string; readonly actual: string };

/**
 * Compares what GetCallerIdentity said with an expected role: partition, account, then role name, exact case.
 * Session ARNs drop the role's path, so strings are never compared whole. A session ARN may be expected as well.
 */
export function compareRoleSession(expectedRoleArn: string, actualArn: string): RoleComparison {
  const expected = parseArn(expectedRoleArn);
  if (expected === null || (expected.kind !== "role" && expected.kind !== "assumed-role") || expected.name === null) {
    return { result: "not-an-arn", which: "expected" };
  }
  const actual = parseArn(actualArn);
  if (actual === null) return { result: "not-an-arn", which: "actual" };
  if (actual.partition !== expected.partition) {
    return { result: "wrong-partition", expected: expected.partition, actual: actual.partition };
  }
  if (actual.account !== expected.account) {
    return { result: "wrong-account", expected: expected.account, actual: actual.account };
  }
  if (actual.kind !== "assumed-role" || actual.name === null) return { result: "not-a-role", kind: actual.kind };
  const names = { expected: expected.name, actual: actual.name };
  if (actual.name === expected.name) {
    const pathNotVisible = expected.path !== null && expected.path !== "/";
    return { result: "match", pathNotVisible, session: actual.session };
  }
  const sameIgnoringCase = actual.name.toLowerCase() === expected.name.toLowerCase();
  return { result: sameIgnoringCase ? "case-differs" : "wrong-role", ...names };
}
