import { brokenHttp } from "./broken-http";
import { DoorStop } from "./door-stop";

const CUT_SHORT = "connection closed before the answer was complete";

const DNS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the host name does not exist",
  ENODATA: "the host name has no address",
  EAI_AGAIN: "the name server did not answer",
  EAI_FAIL: "the name server failed",
  EAI_NODATA: "the host name has no address",
  EAI_NONAME: "the host name does not exist",
};

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  ECONNABORTED: "connection aborted",
  EPIPE: "connection closed while sending",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to the network",
  EADDRNOTAVAIL: "no route to the address",
  EHOSTDOWN: "the host is down",
  ETIMEDOUT: "the connection attempt was not answered",
  ERR_STREAM_PREMATURE_CLOSE: CUT_SHORT,
};

const TLS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "certificate has expired",
  CERT_NOT_YET_VALID: "certificate is not yet valid",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate chain ends in an unknown self-signed certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate of an unknown authority, or an incomplete chain",
  UNABLE_TO_GET_ISSUER_CERT: "certificate of an unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate of an unknown authority, or an incomplete chain",
  CERT_SIGNATURE_FAILURE: "certificate signature is wrong",
  CERT_REVOKED: "certificate has been revoked",
  CERT_UNTRUSTED: "certificate is not trusted",
  CERT_REJECTED: "certificate is rejected",
  CERT_CHAIN_TOO_LONG: "certificate chain is too long",
  INVALID_CA: "certificate chain holds an invalid authority",
  INVALID_PURPOSE: "certificate is not meant for servers",
  HOSTNAME_MISMATCH: "certificate is for another name",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate is for another name",
  ERR_TLS_CERT_ALTNAME_FORMAT: "certificate names are malformed",
};

/** OpenSSL's reasons, in codes (ERR_SSL_WRONG_VERSION_NUMBER) or in the text of an EPROTO (wrong version number). */
const TLS_REASONS: readonly (readonly [RegExp, string])[] = [
  [/wrong.version|packet.length.too.long|http.request|record.layer/i, "the server does not speak TLS on this port"],
  [/protocol.version|unsupported.protocol|no.protocols/i, "no TLS version in common"],
  [/certificate.required|bad.certificate/i, "the server asks for a client certificate"],
  [/handshake.failure|no.shared.cipher|insufficient.security/i, "no TLS cipher in common"],
  [/unrecognized.name/i, "the server does not know this host name"],
];

/** Turns whatever a socket, the TLS library or the HTTP parser threw into a failure with a plain cause. */
export function classifyError(error: unknown): DoorStop {
  if (error instanceof DoorStop) return error;
  const code = codeOf(error);
  const dns = DNS[code];
  if (dns !== undefined || code.startsWith("EAI_")) {
    return new DoorStop("dns-failed", dns ?? "the host name could not be resolved");
  }
  const tls = TLS[code];
  if (tls !== undefined) return new DoorStop("tls-failed", tls);
  const message = error instanceof Error ? error.message : "";
  if (message.includes("before secure TLS connection")) {
    return new DoorStop("unreachable", "connection closed during the TLS handshake");
  }
  if (/^ERR_(SSL|TLS|OSSL)|^EPROTO$|CERT|CRL|^UNABLE_TO_/.test(code)) {
    const reason = TLS_REASONS.find(([pattern]) => pattern.test(`${code} ${message}`));
    return new DoorStop("tls-failed", reason?.[1] ?? `TLS handshake failed (${code})`);
  }
  if (code === "HPE_HEADER_OVERFLOW") return new DoorStop("too-large", "the answer's headers are too large");
  if (code === "HPE_INVALID_EOF_STATE") return new DoorStop("unreachable", CUT_SHORT);
  const broken = brokenHttp(error);
  if (broken !== null) return new DoorStop("bad-http", broken);
  if (message === "socket hang up") return new DoorStop("unreachable", "connection closed without an answer");
  if (message === "aborted") return new DoorStop("unreachable", CUT_SHORT);
  return new DoorStop("unreachable", UNREACHABLE[code] ?? "the connection failed");
}

/** The error's own code, or that of the first attempt when several addresses were tried. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
