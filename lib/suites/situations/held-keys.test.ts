import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeTestCertificate } from "../certificates";
import { parseRecord } from "./rpc-call";
import { signedToken } from "./signed-token";
import { commandLine } from "./test-command-line";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const { run, folder } = commandLine();
const now = Math.floor(Date.now() / 1000);
const claims = { iss: "https://login.example.com", sub: "ada", iat: now, exp: now + 3600 };
const pem = (key: KeyObject) => key.export({ format: "pem", type: "spki" }).toString();
const der = (key: KeyObject) => key.export({ format: "der", type: "spki" }).toString("base64");
const escaped = (text: string) => text.trim().replaceAll("\n", "\\n");
const inFile = async (name: string, body: string | Uint8Array) => {
  await writeFile(join(folder(), name), body);
  return name;
};

beforeAll(async () => {
  await inFile("token", signedToken({ alg: "RS256", typ: "JWT" }, claims, privateKey));
});

const inspect = (...more: readonly string[]) => [
  "token",
  "inspect",
  "--token-file",
  "token",
  "--format",
  "json",
  ...more,
];

function signatureOf(out: string): unknown {
  const layers: unknown = parseRecord(out)?.layers;
  if (!Array.isArray(layers)) return out;
  return layers.find((layer) => layer.id === "signature")?.status;
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

describe("a public key as people hold it", () => {
  const spellings: readonly (readonly [name: string, source: string, text: string])[] = [
    ["PEM with \\n as two characters", "Clawdi-AI/clawdi#597", escaped(pem(publicKey))],
    ["the same in quotes", "octokit/auth-app.js#465", `"${escaped(pem(publicKey))}"`],
    ["PEM whose line breaks are lost", "hasura/graphql-engine#1288", pem(publicKey).replaceAll("\n", "")],
    ["PEM whose line breaks became spaces", "hasura/graphql-engine#1288", pem(publicKey).trim().replaceAll("\n", " ")],
    ["bare base64", "eclipse-vertx/vertx-auth#538", der(publicKey)],
    ["a JWK", "eclipse-vertx/vertx-auth#538", JSON.stringify(publicKey.export({ format: "jwk" }))],
    ["plain PEM", "Clawdi-AI/clawdi#597", pem(publicKey)],
  ];
  it.each(spellings)("verifies from the variable: %s (%s)", async (_name, _source, text) => {
    const { out, err, exitCode } = await run(inspect("--secret-env", "KEY"), { KEY: text });
    expect({ signature: signatureOf(out), exitCode, err }).toMatchObject({ signature: "pass", exitCode: 0 });
  });

  it.each([
    ["the \\n form", "anthony-chaudhary/dos-kernel#148", escaped(pem(publicKey))],
    ["UTF-16 with its mark", "anthony-chaudhary/dos-kernel#148", utf16(pem(publicKey))],
    ["UTF-8 with its mark", "anthony-chaudhary/dos-kernel#148", `\ufeff${pem(publicKey)}`],
    ["CRLF line ends", "anthony-chaudhary/dos-kernel#148", pem(publicKey).replaceAll("\n", "\r\n")],
    ["a JWK", "eclipse-vertx/vertx-auth#538", JSON.stringify(publicKey.export({ format: "jwk" }))],
  ])("verifies from the file: %s (%s)", async (_name, _source, body) => {
    const { out, err, exitCode } = await run(inspect("--public-key-file", await inFile("k.pem", body)));
    expect({ signature: signatureOf(out), exitCode, err }).toMatchObject({ signature: "pass", exitCode: 0 });
  });

  it("verifies from a certificate", async () => {
    const { keyPem, certificatePem } = makeTestCertificate(Date.now());
    await inFile("token-ec", signedToken({ alg: "ES256", typ: "JWT" }, claims, createPrivateKey(keyPem)));
    const words = ["token", "inspect", "--token-file", "token-ec", "--format", "json"];
    const { out } = await run([...words, "--public-key-file", await inFile("cert.pem", certificatePem)]);
    expect(signatureOf(out)).toBe("pass");
  });

  it("base64 of the whole PEM is verified or refused, and never taken for a secret (electric-sql/electric#1328)", async () => {
    const text = Buffer.from(pem(publicKey)).toString("base64");
    const { out, exitCode } = await run(inspect("--secret-env", "KEY"), { KEY: text });
    expect([exitCode, exitCode === 0 ? signatureOf(out) : out]).toEqual(exitCode === 0 ? [0, "pass"] : [2, ""]);
  });
});

describe("a private key", () => {
  const pkcs8 = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const forms: readonly (readonly [name: string, text: string])[] = [
    ["PKCS #8", pkcs8],
    ["PKCS #8 with \\n as two characters", escaped(pkcs8)],
    ["PKCS #1", privateKey.export({ format: "pem", type: "pkcs1" }).toString()],
    ["a JWK with its private members", JSON.stringify(privateKey.export({ format: "jwk" }))],
  ];
  it.each(forms)(
    "is refused with the command for the public one, and none of it is printed: %s",
    async (_name, text) => {
      const secret = privateKey.export({ format: "jwk" }).d ?? "";
      const body = pkcs8.split("\n")[3] ?? "";
      for (const words of [inspect("--secret-env", "KEY"), inspect("--public-key-file", await inFile("p.pem", text))]) {
        const { exitCode, out, err } = await run(words, { KEY: text });
        expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
        expect(err).toMatch(/private/i);
        expect(err).toMatch(/openssl|ssh-keygen|public/i);
        expect(err.includes(secret) || err.includes(body)).toBe(false);
      }
    },
  );

  it("is refused as exit 2 by check as well", async () => {
    const words = ["check", "--catalog-url", "http://127.0.0.1:9", "--token-file", "token", "--only", "signature"];
    const { exitCode, out, err } = await run([...words, "--public-key-file", await inFile("q.pem", pkcs8)]);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(/private/i);
  });
});
