import { type NextRequest, NextResponse } from "next/server";
import { isAllowedHost } from "@/lib/server/allowed-host";

const isDevelopment = process.env.NODE_ENV === "development";

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function protect(headers: Headers, policy: string, path: string): void {
  headers.set("content-security-policy", policy);
  headers.set("referrer-policy", "no-referrer");
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-resource-policy", "same-origin");
  // Hashed build files hold no data of a run; everything else may.
  if (!path.startsWith("/_next/static/")) headers.set("cache-control", "no-store");
}

function refuseHost(policy: string): NextResponse {
  const error = {
    code: "FORBIDDEN_HOST",
    message: "This server does not answer to the host name of this request.",
    suggestion: "Open the address that it printed at start.",
  };
  const response = NextResponse.json({ error }, { status: 421 });
  protect(response.headers, policy, "");
  return response;
}

/**
 * Guards every request before any route sees it: a foreign `Host` (DNS rebinding) is refused, and the page gets a
 * fresh nonce for its scripts. It never reads a body.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const host = request.headers.get("host") ?? "";
  if (!isAllowedHost(host, process.env.BONAFIDE_ORIGIN ?? null)) return refuseHost(policy);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  protect(response.headers, policy, request.nextUrl.pathname);
  return response;
}
