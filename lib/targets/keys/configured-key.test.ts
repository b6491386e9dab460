import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type AppError, isAppError } from "@/lib/errors";
import { readPublicKeyFile, readSecretOrKey } from "./configured-key";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ed = generateKeyPairSync("ed25519");
const pemOf = (key: KeyObject, type: "spki" | "pkcs1" = "spki") => String(key.export({ type, format: "pem" }));
const jwkOf = (key: KeyObject) => key.export({ format: "jwk" });
const pem = pemOf(rsa.publicKey);
const spki = rsa.publicKey.export({ type: "spki", format: "der" });
/** Self-signed, on P-256; its private key is kept nowhere. */
const certificate =
  "MIIBhDCCASmgAwIBAgIUAgksGWKhYqw7AmN306MRZOBSkfEwCgYIKoZIzj0EAwIwFjEUMBIGA1UEAwwLaXNzdWVyLnRlc3QwIBcNMjYxMTMwMDM0NjE0WhgPMjEyNjExMDYwMzQ2MTRaMBYxFDASBgNVBAMMC2lzc3Vlci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESvIRv7WTGFLk4kGjGbmsvv+7/k3ETCGoFw5KhGDDkW29hMy8+KLPIos18sUc1fhRkC/Usxu9REL/tirLR/dFhqNTMFEwHQYDVR0OBBYEFLExkP6Tt6LwPSClsOspJd3Aima1MB8GA1UdIwQYMBaAFLExkP6Tt6LwPSClsOspJd3Aima1MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAOIoadA6j/xQMhZZye73x+oFR8Gi31UYoeW0ELE6gg5CAiEAuLHlyyjXtjIULZQerQYKtjS4ZtqBlhBg5Zvm5FiaOzg=";
const certificatePem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`;

const variable = { where: "signature.secretEnv: the variable K", code: "BAD_TARGET" } as const;
const file = { where: "signature.publicKeyFile: k.pem", code: "BAD_REQUEST" } as const;
const read = (text: string) => readSecretOrKey(text, variable);
const readFile = (bytes: string | Uint8Array) =>
  readPublicKeyFile(typeof bytes === "string" ? Buffer.from(bytes) : bytes, file);

function fault(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (isAppError(error)) return error;
  }
  throw new Error("nothing was refused");
}

const escaped = (text: string) => text.replaceAll("\n", "\\n");
const inOneLine = (text: string) => text.replaceAll("\n", "");
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

describe("a public key, as people hold it", () => {
  it.each([
    ["PEM", pem, undefined],
    ["PEM with Windows line breaks", pem.replaceAll("\n", "\r\n"), undefined],
    ["PEM with text before it", `Bag Attributes\n  friendlyName: k\n${pem}`, undefined],
    ["PEM with \\n for line breaks", escaped(pem), ["line breaks written as \\n"]],
    ["PEM with \\r\\n for line breaks", pem.replaceAll("\n", "\\r\\n"), ["line breaks written as \\n"]],
    ["PEM in one line", inOneLine(pem), ["line breaks lost"]],
    ["PEM with spaces for line breaks", pem.replaceAll("\n", " "), ["line breaks lost"]],
    ["PEM with every space a line break", pem.replaceAll(" ", "\n"), undefined],
    ["PEM in double quotes", `"${escaped(pem)}"`, ["quotes", "line breaks written as \\n"]],
    ["PEM in single quotes", `'${pem}'`, ["quotes"]],
    ["PKCS #1 PEM", pemOf(rsa.publicKey, "pkcs1"), undefined],
    ["bare base64", spki.toString("base64"), ["base64 without PEM lines"]],
    ["bare base64 over lines", spki.toString("base64").replace(/.{64}/g, "$&\n"), ["base64 without PEM lines"]],
    ["bare base64url in quotes", `"${spki.toString("base64url")}"`, ["quotes", "base64 without PEM lines"]],
    ["base64 of PEM", Buffer.from(pem).toString("base64"), ["base64 around it"]],
    ["a byte order mark before PEM", `\ufeff${pem}`, ["UTF-8 byte order mark"]],
  ])("%s is read, in a variable and in a file", (_, text, readAs) => {
    const wanted = { publicKeyPem: pem, ...(readAs === undefined ? {} : { readAs }) };
    expect(read(text)).toEqual(wanted);
    expect(readFile(text)).toEqual(wanted);
  });

  it.each([
    ["an EC key", pemOf(ec.publicKey), pemOf(ec.publicKey)],
    ["an Ed25519 key", pemOf(ed.publicKey), pemOf(ed.publicKey)],
    ["Ed25519 as base64", ed.publicKey.export({ type: "spki", format: "der" }).toString("base64"), pemOf(ed.publicKey)],
    ["a certificate", certificatePem, pemOf(createPublicKey(certificatePem))],
    ["a certificate as base64", certificate, pemOf(createPublicKey(certificatePem))],
  ])("%s gives its key", (_, text, wanted) => {
    expect(read(text).publicKeyPem).toBe(wanted);
  });

  it("is read from a file in UTF-16 or DER, and that is said", () => {
    expect(readFile(utf16(pem))).toEqual({ publicKeyPem: pem, readAs: ["decoded from UTF-16LE"] });
    expect(readFile(spki)).toEqual({ publicKeyPem: pem, readAs: ["DER"] });
    expect(readFile(Buffer.from(certificate, "base64")).readAs).toEqual(["DER"]);
  });

  it("is read from a JWK, with what it says that it is for and without what is nobody's concern", () => {
    const jwk = { ...jwkOf(ec.publicKey), kid: "k", alg: "ES256", use: "sig", note: "mine" };
    const { note: _, ...wanted } = jwk;
    expect(read(JSON.stringify(jwk))).toEqual({ publicJwks: [wanted] });
    expect(read(`'${JSON.stringify(jwk)}'`)).toEqual({ publicJwks: [wanted], readAs: ["quotes"] });
    expect(read(JSON.stringify(JSON.stringify(jwk))).publicJwks).toEqual([wanted]);
    expect(read(Buffer.from(JSON.stringify(jwk)).toString("base64")).publicJwks).toEqual([wanted]);
    expect(readFile(JSON.stringify({ keys: [{ kty: "RSA" }, jwk, { kty: "oct", k: "AAAA" }, 7] })).publicJwks).toEqual([
      wanted,
    ]);
    expect(read(JSON.stringify({ kty: "EC", x5c: [certificate] })).publicJwks).toHaveLength(1);
  });
});

describe("a shared secret", () => {
  it.each([
    "a secret",
    ' "quoted" ',
    "line one\nline two\n",
    "0123456789abcdef".repeat(8),
    Buffer.alloc(64, 0x30).toString("base64"),
    '{"secret":"x"}',
    "{not json",
    "https is a word",
    "a.pem b.pem",
    "",
  ])("is every character of %j", (text) => {
    const { secret, ...others } = read(text);
    expect(secret?.reveal()).toBe(text);
    expect(others).toEqual({});
  });

  it("may be a symmetric JWK, of which its bytes count", () => {
    const { secret, ...others } = read('{"kty":"oct","k":"-_8A"}');
    expect(secret?.reveal()).toBe("-_8A");
    expect(others).toEqual({ secretIs: "base64url" });
    expect(read('{"keys":[{"kty":"oct","k":"-_8A"}]}').secret?.reveal()).toBe("-_8A");
  });
});

describe("what is a key and cannot be used", () => {
  const pkcs8 = String(rsa.privateKey.export({ type: "pkcs8", format: "pem" }));
  const encrypted = { type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" } as const;
  const legacy = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AA\n\nAAAA\n";

  it.each([
    ["PKCS #8", pkcs8, "a private key (PKCS #8)", "openssl pkey -in key.pem -pubout"],
    ["PKCS #8 with \\n", escaped(pkcs8), "a private key (PKCS #8)", "-pubout"],
    ["PKCS #8 in one line", inOneLine(pkcs8), "a private key (PKCS #8)", "-pubout"],
    ["PKCS #8 in a service account", JSON.stringify({ private_key: pkcs8 }), "a private key (PKCS #8)", "-pubout"],
    ["PKCS #1", String(rsa.privateKey.export({ type: "pkcs1", format: "pem" })), "an RSA private key", "-pubout"],
    ["SEC 1", String(ec.privateKey.export({ type: "sec1", format: "pem" })), "an EC private key", "-pubout"],
    [
      "an encrypted one",
      String(rsa.privateKey.export({ ...encrypted, format: "pem" })),
      "an encrypted private key",
      "passphrase",
    ],
    ["an old encrypted one", legacy, "an encrypted private key", "passphrase"],
    [
      "OpenSSH",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n-----END",
      "an OpenSSH private key",
      "ssh-keygen -e -m PKCS8",
    ],
    ["DSA", "-----BEGIN DSA PRIVATE KEY-----\nMII\n-----END", "a private key.", "-pubout"],
    ["PuTTY", "PuTTY-User-Key-File-3: ssh-rsa\nAAAA", "a PuTTY private key", "puttygen"],
    [
      "base64 of PKCS #8",
      rsa.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
      "a private key (DER)",
      "-inform DER",
    ],
    [
      "base64 of SEC 1",
      ec.privateKey.export({ type: "sec1", format: "der" }).toString("base64"),
      "a private key (DER)",
      "-inform DER",
    ],
    [
      "base64 of an encrypted one",
      rsa.privateKey.export({ ...encrypted, format: "der" }).toString("base64"),
      "an encrypted private key",
      "passphrase",
    ],
    ["base64 of its PEM", Buffer.from(pkcs8).toString("base64"), "a private key (PKCS #8)", "-pubout"],
    ["a JWK", JSON.stringify(jwkOf(ec.privateKey)), "a private key (a JWK", "key.jwk"],
    [
      "a JWK set",
      JSON.stringify({ keys: [jwkOf(ec.publicKey), jwkOf(rsa.privateKey)] }),
      "a private key (a JWK",
      "key.jwk",
    ],
    ["a public key beside a private one", pem + pkcs8, "a private key (PKCS #8)", "-pubout"],
    [
      "an OpenSSH public key",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@host",
      "an OpenSSH public key",
      "ssh-keygen -e -m PKCS8",
    ],
    [
      "a certificate request",
      "-----BEGIN CERTIFICATE REQUEST-----\nMII\n-----END",
      "a certificate request",
      "openssl req",
    ],
    ["a PGP key", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQ\n-----END", "a PGP key", "PEM"],
    [
      "other PEM",
      "-----BEGIN DH PARAMETERS-----\nMII\n-----END",
      "a PEM block that is no public key",
      "BEGIN PUBLIC KEY",
    ],
    ["a PEM without its end", pem.slice(0, 200), "a PEM block without its end", "whole"],
    ["a PEM that lost a part", pem.replace(/\n.{64}\n/, "\n"), "a PEM public key that cannot be read", "again"],
    ["dashes alone", "-----BEGIN", "a PEM public key that cannot be read", "again"],
    ["a JWK without a point", '{"kty":"EC","crv":"P-256"}', "a JWK that cannot be read", "again"],
    ["a symmetric JWK without its bytes", '{"kty":"oct"}', "a JWK that cannot be read", "again"],
    [
      "several symmetric JWKs",
      '{"keys":[{"kty":"oct","k":"AA"},{"kty":"oct","k":"AQ"}]}',
      "a symmetric key",
      "secretEnv",
    ],
    ["Ed448", pemOf(generateKeyPairSync("ed448").publicKey), "a key of an unsupported kind", "P-256"],
    [
      "secp256k1",
      JSON.stringify(jwkOf(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey)),
      "a key of an unsupported kind",
      "P-256",
    ],
    ["a URL", "https://issuer.test/jwks.json", "a URL", "jwksUrl"],
    ["a file name", "./keys/issuer.pem", "a file name", "publicKeyFile"],
  ])("is refused by what it looks like, with the way to mend it: %s", (_, text, words, mend) => {
    const refused = fault(() => read(text));
    expect(refused).toMatchObject({ code: "BAD_TARGET", suggestion: expect.stringContaining(mend) });
    expect(refused.message).toMatch(/^signature\.secretEnv: the variable K holds /);
    expect(refused.message).toContain(words);
    for (const part of text.match(/[\w+/-]{16,}/g) ?? []) {
      expect(`${refused.message} ${refused.suggestion}`).not.toContain(part);
    }
  });

  it.each([
    ["", "no key: it is empty"],
    [" \n", "no key: it is empty"],
    ["just a text", "no public key"],
    ['{"kty":"oct","k":"AAAA"}', "a symmetric key"],
    [pkcs8, "a private key (PKCS #8)"],
  ])("is refused in a file (%#)", (text, words) => {
    const refused = fault(() => readFile(text));
    expect(refused).toMatchObject({ code: "BAD_REQUEST", message: `signature.publicKeyFile: k.pem holds ${words}.` });
  });

  it("is refused in a file in DER", () => {
    const der = rsa.privateKey.export({ type: "pkcs8", format: "der" });
    expect(fault(() => readFile(der)).message).toContain("a private key (DER)");
  });

  it("may be wrapped three times, and not without end", () => {
    const wrapped = (times: number) =>
      Array.from({ length: times }).reduce<string>((text) => Buffer.from(text).toString("base64"), pem);
    // From the second time on it is base64 of what is no PEM: a secret like any other.
    expect(read(wrapped(1)).publicKeyPem).toBe(pem);
    expect(read(wrapped(2)).secret?.reveal()).toBe(wrapped(2));
    const quoted = (times: number) =>
      Array.from({ length: times }).reduce<string>((text) => JSON.stringify(text), JSON.stringify(jwkOf(ec.publicKey)));
    expect(read(quoted(1)).publicJwks).toHaveLength(1);
  });
});
