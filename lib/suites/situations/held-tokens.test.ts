import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { writeLab } from "@/lib/lab/write-lab";
import { parseRecord, recordOf } from "./rpc-call";
import { commandLine } from "./test-command-line";

const { run, folder } = commandLine();
let lab: Lab;
let stack: LabStack;
beforeAll(async () => {
  lab = await startLab();
  stack = await lab.baseline();
});
afterAll(() => lab.close());

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
const held = async (body: string | Uint8Array) => {
  await writeFile(join(folder(), "held"), body);
  return ["--token-file", "held"];
};

describe("a token file as people hold it", () => {
  it.each([
    ["UTF-16LE with its mark and CRLF", "PowerShell/PowerShell#8592", (token: string) => utf16(`${token}\r\n`)],
    [
      "the answer of a token endpoint",
      "postmanlabs/postman-app-support#3835",
      (token: string) => JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: 86_400 }),
    ],
    ["UTF-8 with its mark", "PowerShell/PowerShell#8592", (token: string) => `\ufeff${token}\n`],
  ])("makes the whole run pass: %s (%s)", async (_name, _source, form) => {
    const dir = join(folder(), "written");
    await mkdir(dir, { recursive: true });
    const { targetFile } = await writeLab(stack, dir);
    const words = ["check", "--target-file", targetFile, ...(await held(form(stack.token))), "--format", "json"];
    const { exitCode, out, err } = await run(words);
    expect({ exitCode, verdict: recordOf(parseRecord(out)?.run)?.verdict, err }).toMatchObject({
      exitCode: 0,
      verdict: "pass",
    });
    expect(`${out}${err}`.includes(stack.token)).toBe(false);
  });
});

interface Shape {
  readonly name: string;
  readonly source: string;
  readonly text: (token: string) => string;
  readonly shape: string;
  /** Whether something was mended, which is said. */
  readonly mended?: boolean;
}

const broken = (token: string) => (token.match(/.{1,76}/g) ?? []).join("\n");

const shapes: readonly Shape[] = [
  {
    name: "a curl command",
    source: "postmanlabs/postman-app-support#3835",
    text: (token) =>
      `curl -s -H 'Authorization: Bearer ${token}' https://registry.example.com/api/auth/get_credentials`,
    shape: "curl",
  },
  {
    name: "broken every 76 characters",
    source: "postmanlabs/postman-app-support#3835",
    text: (token) => `${broken(token)}\n`,
    shape: "raw",
    mended: true,
  },
  {
    name: "zsh's % at the end",
    source: "postmanlabs/postman-app-support#3835",
    text: (token) => `${token}%\n`,
    shape: "raw",
    mended: true,
  },
  { name: "TOKEN=…", source: "PowerShell/PowerShell#8592", text: (token) => `TOKEN=${token}\n`, shape: "env" },
  {
    name: 'export X="…"',
    source: "PowerShell/PowerShell#8592",
    text: (token) => `export X="${token}"\n`,
    shape: "env",
  },
  {
    name: "a cookie",
    source: "postmanlabs/postman-app-support#3835",
    text: (token) => `session=${token}; Path=/; HttpOnly; SameSite=Lax`,
    shape: "cookie",
  },
  {
    name: "a header",
    source: "postmanlabs/postman-app-support#3835",
    text: (token) => `Authorization: Bearer ${token}\n`,
    shape: "header",
  },
  {
    name: "JSON",
    source: "postmanlabs/postman-app-support#3835",
    text: (token) => JSON.stringify({ access_token: token, token_type: "Bearer" }, null, 2),
    shape: "json",
  },
];

describe("token inspect", () => {
  it.each(shapes.map((shape) => [`${shape.name} (${shape.source})`, shape] as const))(
    "takes %s, verifies it and says where it stood",
    async (_title, { text, shape, mended }) => {
      const words = ["token", "inspect", ...(await held(text(stack.token))), "--secret-env", "KEY", "--format", "json"];
      const { exitCode, out, err } = await run(words, { KEY: stack.options.signatureKey ?? "" });
      const found = parseRecord(out);
      expect({ exitCode, verdict: found?.verdict, err }).toMatchObject({ exitCode: 0, verdict: "pass" });
      expect(recordOf(found?.source)?.shape).toBe(shape);
      expect(found?.candidates).toBe(1);
      const said: unknown = recordOf(found?.source)?.mended;
      expect(Array.isArray(said) && said.length > 0).toBe(mended === true);
      expect(`${out}${err}`.includes(stack.token)).toBe(false);
    },
  );
});
