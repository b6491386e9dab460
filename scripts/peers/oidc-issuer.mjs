import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { makeCertificate } from "./self-signed.mjs";

/** An address of TEST-NET-3 (RFC 5737): versitygw refuses issuers on loopback and private addresses. */
export const issuerAddress = "203.0.113.10";
export const issuerUrl = `https://${issuerAddress}`;

/**
 * Starts an OpenID issuer with a self-signed certificate on port 443 of {@link issuerAddress}, which must be an
 * address of this network namespace.
 * @param {string} folder where the certificate goes
 */
export async function startIssuer(folder) {
  const { keyFile, certFile } = await makeCertificate(folder, "issuer", issuerAddress);
  const cert = readFileSync(certFile);
  const { publicKey, privateKey } = await generateKeyPair("RS256", { modulusLength: 2048 });
  const jwk = { ...(await exportJWK(publicKey)), kid: "peers-1", use: "sig", alg: "RS256" };
  const pages = new Map([
    [
      "/.well-known/openid-configuration",
      {
        issuer: issuerUrl,
        jwks_uri: `${issuerUrl}/jwks`,
        authorization_endpoint: `${issuerUrl}/authorize`,
        response_types_supported: ["id_token"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      },
    ],
    ["/jwks", { keys: [jwk] }],
  ]);
  const server = createServer({ key: readFileSync(keyFile), cert }, (request, response) => {
    const page = pages.get(request.url ?? "");
    response.writeHead(page === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(page ?? { error: "not found" }));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(443, issuerAddress, () => resolve(undefined));
  });
  return {
    certFile,
    jwksUrl: `${issuerUrl}/jwks`,
    /** SHA-1 of the certificate: what CreateOpenIDConnectProvider calls its thumbprint. */
    thumbprint: createHash("sha1").update(new X509Certificate(cert).raw).digest("hex"),
    /**
     * @param {{ audience: string, subject: string, lifetimeSeconds?: number }} claims
     * @returns {Promise<string>} an ID token
     */
    signToken: ({ audience, subject, lifetimeSeconds = 3600 }) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({})
        .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: "peers-1" })
        .setIssuer(issuerUrl)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(Math.min(now, now + lifetimeSeconds - 3600))
        .setExpirationTime(now + lifetimeSeconds)
        .sign(privateKey);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve(undefined));
      }),
  };
}
