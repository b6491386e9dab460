/** How much a name says about its value. */
export type NameKind =
  /** Always a credential: access keys, tokens of a known kind. */
  | "secret"
  /** A credential only if it looks like one: `code` is a login code or an error code. */
  | "maybe"
  | "plain";

const SECRET = new Set([
  "authorization",
  "proxyauthorization",
  "cookie",
  "setcookie",
  "xamzsecuritytoken",
  "securitytoken",
  "xapikey",
  "apikey",
  "xauthtoken",
  "accesstoken",
  "refreshtoken",
  "idtoken",
  "catalogtoken",
  "csrftoken",
  "mcpsessionid",
  "sessiontoken",
  "webidentitytoken",
  "token",
  "jwt",
  "bearer",
  "clientassertion",
  "secret",
  "clientsecret",
  "secretkey",
  "secretaccesskey",
  "privatekey",
  "password",
  "passwd",
  "passphrase",
  "xamzsignature",
]);

const SECRET_PART = /secretaccesskey|sessiontoken|awssecret|password|privatekey|^token\d+$/;

/** Judges a field or header name, whatever its case and punctuation. */
export function nameKind(name: string): NameKind {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (SECRET.has(plain) || SECRET_PART.test(plain)) return "secret";
  return plain === "code" ? "maybe" : "plain";
}

/**
 * Whether a value looks like a credential rather than a word: no spaces, at least `min` characters, and digits or
 * symbols among them or too long for a word.
 */
export function looksSecret(value: string, min: number): boolean {
  if (value.length < min || /\s/.test(value)) return false;
  if (/^[A-Za-z]+([_/.:-][A-Za-z]+)*[.!?:]?$/.test(value)) return value.length >= 40;
  return /\d/.test(value) ? /[A-Za-z]/.test(value) || value.length >= 24 : /[+/=]/.test(value) || value.length >= 24;
}
