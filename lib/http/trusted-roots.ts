import { X509Certificate } from "node:crypto";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

let builtIn: SecureContext | null = null;

/**
 * The certificate authorities to trust: Node's built-in list plus, if given, one from the target.
 * Naming the list keeps NODE_EXTRA_CA_CERTS and OpenSSL's variables out of it.
 *
 * @throws when `caPem` is not PEM.
 */
export function trustedRoots(caPem: string | undefined): SecureContext {
  if (caPem !== undefined) {
    // The TLS library passes over what it cannot read: better to say so.
    new X509Certificate(caPem);
    return createSecureContext({ ca: [...rootCertificates, caPem] });
  }
  builtIn ??= createSecureContext({ ca: [...rootCertificates] });
  return builtIn;
}
