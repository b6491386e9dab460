import { s3ErrorXml } from "../aws/aws-xml";
import type { SigningCredentials, SigV4Result } from "../aws/verify-sigv4";
import type { LabCall, LabReply } from "../lab-server";

export interface S3Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly extra?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

type Failed = Extract<SigV4Result<SigningCredentials>, { readonly ok: false }>;

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your key and signing method.";

/**
 * S3's error for each way a signature fails. As S3 itself does, it echoes the session token of an expired or invalid session,
 * and the canonical request of a signature that does not match, in text and in spaced hex.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function s3RefusalFor(failed: Failed, call: LabCall): S3Refusal {
  const token = { "Token-0": call.headers["x-amz-security-token"] ?? "" };
  const key = { AWSAccessKeyId: failed.accessKeyId ?? "" };
  switch (failed.problem) {
    case "unsigned":
      return { status: 403, code: "AccessDenied", message: "Access Denied" };
    case "incomplete":
    case "wrong-scope":
      return { status: 400, code: "AuthorizationHeaderMalformed", message: failed.detail };
    case "unknown-key": {
      const message = "The AWS Access Key Id you provided does not exist in our records.";
      return { status: 403, code: "InvalidAccessKeyId", message, extra: key };
    }
    case "wrong-session-token":
      return {
        status: 400,
        code: "InvalidToken",
        message: "The provided token is malformed or otherwise invalid.",
        extra: token,
      };
    case "expired":
      return { status: 400, code: "ExpiredToken", message: "The provided token has expired.", extra: token };
    case "skewed": {
      const extra = { RequestTime: call.headers["x-amz-date"] ?? "", MaxAllowedSkewMilliseconds: "900000" };
      const message = "The difference between the request time and the current time is too large.";
      return { status: 403, code: "RequestTimeTooSkewed", message, extra };
    }
    case "bad-signature": {
      const canonical = failed.canonicalRequest ?? "";
      const extra = { ...key, CanonicalRequest: canonical, CanonicalRequestBytes: spacedHex(canonical) };
      return { status: 403, code: "SignatureDoesNotMatch", message: MISMATCH, extra };
    }
  }
}

/** An error answer, logged. */
export function s3Refuse(call: LabCall, refusal: S3Refusal, reason: string): LabReply {
  call.log("warn", `s3.reject reason=${reason.replaceAll("-", "_")} code=${refusal.code}`);
  return {
    status: refusal.status,
    contentType: "application/xml",
    headers: { "x-amz-request-id": call.requestId, "x-amz-id-2": "lab", ...refusal.headers },
    body: s3ErrorXml(refusal.code, refusal.message, call.requestId, refusal.extra),
  };
}

function spacedHex(text: string): string {
  return (Buffer.from(text).toString("hex").match(/../g) ?? []).join(" ");
}
