import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type AppError, isAppError } from "@/lib/errors";
import { layers } from "@/lib/layers";
import { Secret } from "@/lib/secret";
import { parseTarget } from "@/lib/targets/read-target-file";
import { resolveTarget } from "@/lib/targets/resolve-target";
import { holdSecrets } from "@/lib/wire/given-options";
import type { RunOptions } from "@/lib/wire/run-options";
import type { DiagnosisRequest } from "./diagnosis-request";
import { layerWords, localLayerIds } from "./layer-words";
import { outlineWithoutText, prepareRun } from "./prepare-run";

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (id: string, exp = Date.now() / 1000 + 3600) =>
  `${part({ alg: "HS256" })}.${part({ id, uuid: "u", exp: Math.floor(exp) })}.${"A".repeat(43)}`;
const own = jwt("own");

const base = { catalogUrl: "https://catalog.example.org", s3: { bucket: "data" }, search: { query: "q" } };
const withMcp = { ...base, mcpUrl: "https://mcp.example.org/mcp" };

interface Asked extends RunOptions {
  readonly target?: object;
  readonly token?: string | null;
  readonly subject?: string;
  readonly brought?: RunOptions;
}

async function requestOf({ target = base, token = own, subject, brought, ...options }: Asked = {}) {
  const { target: resolved, keys } = await resolveTarget(parseTarget(target, "the test"), {
    baseDir: "/",
    env: {},
    subject,
  });
  const request: DiagnosisRequest = {
    ...{ target: resolved, keys, subject: subject ?? null },
    token: token === null ? null : new Secret(token),
    options: holdSecrets(options),
    ...(brought === undefined ? {} : { brought: holdSecrets(brought) }),
  };
  return request;
}

const prepare = async (asked?: Asked) => prepareRun(await requestOf(asked));

async function faultOf(asked: Asked): Promise<AppError> {
  const caught: unknown = await prepare(asked).catch((error: unknown) => error);
  if (isAppError(caught)) return caught;
  throw new Error("it was prepared");
}

describe("a prepared run", () => {
  it("holds the parsed token, and says what was taken off its text", async () => {
    const run = await prepare({ token: `"Bearer ${own}"\n` });
    expect(run.input.token?.raw.reveal()).toBe(own);
    expect(run.input.token?.kind).toBe("catalog-jwt");
    expect(run.takenOff.length).toBeGreaterThan(0);
    expect((await prepare()).takenOff).toEqual([]);
  });

  it("takes a typed key in the place of the target's", async () => {
    const { input } = await prepare({ signatureKey: "typed" });
    expect(input.keys.secret?.reveal()).toBe("typed");
    expect((await prepare()).input.keys.secret).toBeUndefined();
  });

  it("reads a typed key in any form, and refuses one to sign with", async () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const publicPem = String(pair.publicKey.export({ type: "spki", format: "pem" }));
    const { input } = await prepare({ signatureKey: publicPem.replaceAll("\n", "\\n") });
    expect(input.keys).toMatchObject({ publicKeyPem: publicPem, readAs: ["line breaks written as \\n"] });
    expect(input.keys.secret).toBeUndefined();
    const signatureKey = String(pair.privateKey.export({ type: "pkcs8", format: "pem" }));
    expect(await faultOf({ signatureKey })).toMatchObject({
      code: "BAD_REQUEST",
      message: "options.signatureKey holds a private key (PKCS #8).",
    });
  });

  it("lets a typed secret stand beside a key file, and takes the place of its own kind alone", async () => {
    const request = await requestOf({ signatureKey: "typed" });
    const held = { publicKeyPem: "p", wordList: ["w"], secret: new Secret("AAAA"), secretIs: "base64url" } as const;
    const { input } = await prepareRun({ ...request, keys: held });
    expect(input.keys).toMatchObject({ publicKeyPem: "p", wordList: ["w"] });
    expect(input.keys.secret?.reveal()).toBe("typed");
    expect(input.keys.secretIs).toBeUndefined();
  });

  it("takes the options' deadline before the target's, and knows whether one was given", async () => {
    expect((await prepare()).input).toMatchObject({ timeoutMs: 15_000, timeoutGiven: false });
    const target = { ...base, timeoutMs: 900 };
    expect((await prepare({ target })).input).toMatchObject({ timeoutMs: 900, timeoutGiven: true });
    expect((await prepare({ target, timeoutMs: 80 })).input.timeoutMs).toBe(80);
  });

  it("lets what was asked for stand before what was brought", async () => {
    const brought = { controls: "deep", permissions: true } as const;
    expect((await prepare({ brought })).input).toMatchObject({ controls: "deep", permissions: true });
    expect((await prepare({ brought, controls: "off", permissions: false })).input).toMatchObject({
      controls: "off",
      permissions: false,
    });
  });

  it("requires what the verdict needs, what the target names, or what runs alone", async () => {
    const required = async (asked: Asked) =>
      (await prepare(asked)).plan.planned.filter((layer) => layer.required).map(({ id }) => id);
    expect(await required({})).toEqual(["discovery", "claims", "exchange", "identity", "s3", "search"]);
    expect(await required({ target: { ...base, require: ["s3"] } })).toEqual(["s3"]);
    expect(await required({ target: { ...base, require: ["s3"] }, strict: true })).toContain("signature");
    expect(await required({ only: ["identity"], strict: true })).toEqual(["identity"]);
  });

  it("expects refusal of the layers that ask as the subject, where they concern it", async () => {
    const run = await prepare({ token: null });
    const expecting = run.plan.planned.filter((layer) => layer.expects === "refused").map(({ id }) => id);
    expect(expecting).toEqual(["exchange", "search"]);
  });
});

describe("a run that cannot be prepared", () => {
  it.each([
    [{ token: "two words" }, "BAD_TOKEN", /space/],
    [{ only: ["serach"] }, "BAD_REQUEST", /^There is no layer "serach": did you mean search\?$/],
    [{ only: [own] }, "BAD_REQUEST", /^There is no such layer\.$/],
    [{ target: { ...base, require: ["s4"] } }, "BAD_TARGET", /^require: there is no layer "s4"/],
    [
      { target: { ...base, subjects: [{ name: "a", access: { mpc: "refused" } }] } },
      "BAD_TARGET",
      /^access of a subject: there is no layer "mpc": did you mean mcp\?$/,
    ],
    [
      { target: { ...base, subjects: [{ name: "a", access: { claims: "refused" } }] } },
      "BAD_TARGET",
      /the layer claims asks as nobody/,
    ],
    [{ serverEnv: "A=hunter2" }, "BAD_REQUEST", /the target names no MCP server/],
    [
      { target: withMcp, serverEnv: "A=hunter2", only: ["s3"] },
      "BAD_REQUEST",
      /the mcp layer, the only one that reads it/,
    ],
    [{ target: withMcp, serverEnv: "hunter2" }, "BAD_SERVER_ENV", /not known/],
    [{ lapsedToken: own }, "BAD_TOKEN", /^The lapsed token has not expired/],
    [{ otherToken: own }, "BAD_TOKEN", /^The other token is the run's own/],
    [{ referenceToken: jwt("r", 1) }, "BAD_TOKEN", /^The reference token has expired/],
    [{ token: null, referenceToken: own }, "BAD_REQUEST", /this run has none/],
  ] satisfies [Asked, string, RegExp][])("is refused, without a word of a secret: %#", async (asked, code, says) => {
    const fault = await faultOf(asked);
    expect(fault.code).toBe(code);
    expect(fault.message).toMatch(says);
    expect(fault.suggestion).not.toBe("");
    for (const secret of [own, own.slice(0, 20), "hunter2"])
      expect(fault.message + fault.suggestion).not.toContain(secret);
  });

  it("is not refused for what was only brought along", async () => {
    expect((await prepare({ brought: { serverEnv: "A=1" } })).input.serverEnv).not.toBeNull();
  });
});

describe("questions and warnings", () => {
  const fromLab = (...tokens: readonly string[]) => ({ isLabToken: async (token: string) => tokens.includes(token) });
  const other = jwt("other");
  const atLab = { ...base, name: "lab/healthy" };

  it.each([
    ["the lab's token elsewhere", { target: base }, [own], [{ which: "own", fromLab: true }]],
    ["another's token at the lab", { target: atLab }, [], [{ which: "own", fromLab: false }]],
    ["both at their place", { target: atLab, otherToken: other }, [own, other], []],
    [
      "the other user's alone misplaced",
      { target: atLab, otherToken: other },
      [own],
      [{ which: "other", fromLab: false }],
    ],
    ["the reference misplaced", { referenceToken: other }, [other], [{ which: "reference", fromLab: true }]],
  ] as const)("are asked of %s", async (_, asked, made, misplaced) => {
    expect((await prepareRun(await requestOf(asked), fromLab(...made))).misplaced).toEqual(misplaced);
  });

  it("are asked of nobody where the door cannot tell", async () => {
    expect((await prepare({ target: atLab })).misplaced).toEqual([]);
  });

  it("name what is of no use", async () => {
    const lapsedToken = jwt("lapsed", 1);
    expect((await prepare({ lapsedToken })).warnings).toEqual(["the lapsed token is used only by --controls deep."]);
    expect((await prepare({ lapsedToken, controls: "deep" })).warnings).toEqual([]);
    expect((await prepare({ otherToken: other })).warnings).toHaveLength(1);
    expect((await prepare({ otherToken: other, target: withMcp })).warnings).toEqual([]);
  });
});

describe("an announcement by the kind of a token", () => {
  const outline = async (tokenKind: string | null, asked: Asked = {}) => {
    const { token: _, ...request } = await requestOf(asked);
    return outlineWithoutText({ ...request, tokenKind });
  };

  it("is that of a token of the kind", async () => {
    expect(await outline("catalog-jwt", { target: withMcp })).toEqual((await prepare({ target: withMcp })).outline);
    expect((await outline(null)).requests).toBeLessThan((await outline("opaque")).requests);
  });

  it("counts the fetch of a key set, since the token's algorithm is not known", async () => {
    const target = { ...base, signature: { jwksUrl: "https://keys.example.org/jwks" } };
    expect((await outline("other-jwt", { target })).destinations).toContain("https://keys.example.org");
  });

  it("counts a search with the token inside a hybrid one, and none with a role's", async () => {
    const only = { only: ["search"] };
    expect((await outline("hybrid-jwt", only)).requests).toBeGreaterThan((await outline("role-jwt", only)).requests);
  });

  it("says what the options add, and refuses a kind that there is not", async () => {
    expect((await outline("opaque", { permissions: true })).adds).toHaveLength(1);
    expect((await outline("opaque", { permissions: false })).adds).toEqual([]);
    await expect(outline("paper")).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("the layers in words", () => {
  it("are all of them, and know which look at the token alone", () => {
    expect(layerWords().map(({ id }) => id)).toEqual(layers.map(({ id }) => id));
    expect(localLayerIds()).toEqual(["signature", "claims"]);
    expect(layerWords().find(({ id }) => id === "search")?.controlNames).toEqual(["no-token", "tampered"]);
  });
});
