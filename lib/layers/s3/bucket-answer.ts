import { parseAccessDenied } from "@/lib/clients/aws/access-denied";
import type { AwsCall, AwsError } from "@/lib/clients/aws/aws-call";
import type { ListedObject, ListedObjects } from "@/lib/clients/aws/list-objects";
import type { FirstByte } from "@/lib/clients/aws/read-first-byte";
import { awsReason } from "../shared/aws-errors";
import { failureReason, statusReason } from "../shared/live-findings";
import { namedRegion } from "../shared/named-region";
import { listEvidenceOf } from "./list-evidence";

/** What was learnt of one permission. `unknown`: an answer that tells neither, or none; `not-asked`: nothing was sent. */
export interface Permission {
  readonly may: "yes" | "no" | "unknown" | "not-asked";
  readonly words: string;
}

export function notAsked(why: string): Permission {
  return { may: "not-asked", words: why };
}

/** What the answer to a list says; the prefix is shown where it is not the whole bucket. */
export function listPermission(call: AwsCall<ListedObjects>, bucket: string, prefix: string): Permission {
  const listed = listEvidenceOf(bucket).safeParse(call.value);
  if (call.raw.status !== 200 || !listed.success) return refusal(call);
  const found = listed.data.keyCount === 0 ? ["nothing there"] : [];
  return { may: "yes", words: ["yes", ...(prefix === "" ? [] : [`under ${prefix}`]), ...found].join(", ") };
}

/** What the answer to the read of one byte says: S3 answers a range with 206, and a server without ranges with one byte. */
export function readPermission(call: AwsCall<FirstByte>): Permission {
  const { value, raw } = call;
  if (value === null || raw.kind === "failure") return refusal(call);
  const partial = value.status === 206 && /^bytes 0-0\/(\d+|\*)$/.test(String(value.contentRange));
  const whole = value.status === 200 && value.contentLength === 1;
  if (value.bytes === 1 && (partial || whole)) return { may: "yes", words: "yes" };
  return { may: "unknown", words: `not known: ${value.bytes} bytes came, not one` };
}

/** An object that can be read in part: not empty (S3 refuses a range of it), and not archived. */
export function isReadable({ size, storageClass }: ListedObject): boolean {
  return (size ?? 0) > 0 && !ARCHIVES.has(storageClass);
}

const ARCHIVES: ReadonlySet<string | undefined> = new Set(["GLACIER", "DEEP_ARCHIVE"]);

const unknown = (words: string): Permission => ({ may: "unknown", words });

/** What an answer says that is no success. */
function refusal({ raw, error }: AwsCall<unknown>): Permission {
  if (raw.kind === "failure") {
    const reason = failureReason(raw)?.reason;
    if (reason === undefined) return unknown("no answer: the run was stopped");
    if (reason === "refused-by-policy") return notAsked(`not asked: ${raw.detail}`);
    return unknown(reason === "too-large" ? "not known: more came than was asked for" : `no answer: ${reason}`);
  }
  if (error !== null) return errorPermission(error);
  const transport = statusReason(raw);
  return unknown(`not known: ${transport?.reason ?? `${raw.status}, not an S3 answer`}`);
}

/** Why S3 could not tell, though the permission may be there. */
const UNDECIDED: ReadonlyMap<string, string> = new Map([
  ["InvalidObjectState", "the object is archived"],
  ["NoSuchKey", "the object is gone"],
  ["InvalidRange", "the object is empty"],
]);

function errorPermission(error: AwsError): Permission {
  const reason = awsReason(error);
  if (reason === "access-denied") return { may: "no", words: `no: ${denial(error)}` };
  if (reason === "account-blocked") return { may: "no", words: `no: ${error.code}` };
  if (reason === "no-such-bucket") return { may: "no", words: "no: no such bucket" };
  if (reason === "wrong-region") {
    return unknown(`not known: wrong region, it is in ${namedRegion(error) ?? "another"}`);
  }
  // The key that encrypts the object cannot be used: so the object cannot be read.
  if (/^KMS\./.test(error.code)) return { may: "no", words: `no: ${error.code}` };
  return unknown(`not known: ${UNDECIDED.get(error.code) ?? error.code}`);
}

/** Which policy denies, as far as S3 says: it names reasons to callers of the same account or organisation alone. */
function denial({ code, message }: AwsError): string {
  const denied = code === "AccessDenied" ? parseAccessDenied(message) : null;
  const kind = denied?.explicit === true ? "explicit deny" : code;
  const what = denied?.action?.startsWith("kms:") === true ? `${kind} of ${denied.action}` : kind;
  return denied?.policyType == null ? what : `${what}, ${denied.policyType}`;
}
