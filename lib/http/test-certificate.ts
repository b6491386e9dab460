import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** A throw-away certificate and its key, as PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  readonly signer: { readonly name: string; readonly key: KeyObject };
}

const DAY = 86_400_000;

/** Makes a certificate for tests (X.509 v3, P-256), self-signed unless an authority is given. */
export function makeCertificate(options: {
  readonly name: string;
  readonly authority?: TestCertificate;
  readonly isAuthority?: boolean;
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
}): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = options.authority?.signer ?? { name: options.name, key: privateKey };
  const signedWith = seq(oid("2a8648ce3d040302"));
  const body = seq(
    der(0xa0, int("02")),
    int(`4a${randomBytes(8).toString("hex")}`),
    signedWith,
    nameOf(issuer.name),
    seq(time(options.from ?? -1), time(options.until ?? 1)),
    nameOf(options.name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, seq(...extensions(options.name, options.isAuthority === true))),
  );
  const signature = createSign("sha256").update(body).sign(issuer.key);
  const cert = seq(body, signedWith, der(0x03, Buffer.from([0]), signature));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines(cert.toString("base64"))}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    signer: { name: options.name, key: privateKey },
  };
}

function lines(base64: string): string {
  return (base64.match(/.{1,64}/g) ?? []).join("\n");
}

function extensions(name: string, isAuthority: boolean): Buffer[] {
  const extension = (id: string, value: Buffer) => seq(oid(id), der(0x04, value));
  if (isAuthority) return [extension("551d13", seq(der(0x01, Buffer.from([0xff]))))];
  return [extension("551d11", seq(der(0x82, Buffer.from(name))))];
}

function nameOf(name: string): Buffer {
  return seq(der(0x31, seq(oid("550403"), der(0x0c, Buffer.from(name)))));
}

function time(days: number): Buffer {
  const text = new Date(Date.now() + days * DAY).toISOString().replace(/[-:T]|\.\d+/g, "");
  return der(0x18, Buffer.from(text));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function seq(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

function int(hex: string): Buffer {
  return der(0x02, Buffer.from(hex, "hex"));
}
