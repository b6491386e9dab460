import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foreignAnswer } from "./foreign-answer";
import { isPasswordGate, readErrorRefusal, readRefusal, refusesHost } from "./read-refusal";

type Headers = Readonly<Record<string, string>>;
const answer = (status: number, body: unknown = "", headers: Headers = {}) =>
  foreignAnswer(status, headers, typeof body === "string" ? body : JSON.stringify(body));
const read = (status: number, body: unknown = "", headers: Headers = {}) => readRefusal(answer(status, body, headers));
const asked = (error: string): Headers => ({ "www-authenticate": `Bearer error="${error}"` });

describe("a refusal by its status", () => {
  it.each([
    [401, "unauthorized"],
    [403, "forbidden"],
  ] as const)("%i is one, whatever the body", (status, kind) => {
    for (const body of ["", "<html>", { data: { me: {} } }, { code: "FORBIDDEN", message: "x" }, "Bad Gateway"]) {
      expect(read(status, body)).toMatchObject({ kind, by: "status", sign: String(status) });
    }
  });

  it.each([200, 204, 302, 400, 402, 404, 405, 407, 409, 419, 422, 429, 440, 498, 499, 500, 502, 503, 511])(
    "%i is none by itself",
    (status) => {
      expect(read(status)).toBeNull();
      expect(read(status, "<html>")).toBeNull();
    },
  );
});

describe("a refusal by its structure", () => {
  it.each([
    [{ error: "invalid_token" }, {}, "unauthorized", "error invalid_token"],
    [
      { error: { code: 401, status: "UNAUTHENTICATED", message: "x" } },
      {},
      "unauthorized",
      "error.status UNAUTHENTICATED",
    ],
    [{ errors: [{ extensions: { code: "FORBIDDEN" } }] }, {}, "forbidden", "errors.extensions.code FORBIDDEN"],
    ["no", asked("invalid_token"), "unauthorized", "WWW-Authenticate error invalid_token"],
    ["no", asked("insufficient_scope"), "forbidden", "WWW-Authenticate error insufficient_scope"],
    ["no", { "x-amzn-errortype": "ForbiddenException" }, "forbidden", "x-amzn-errortype ForbiddenException"],
    [{ error: "insufficient_scope" }, asked("invalid_token"), "forbidden", "error insufficient_scope"],
    [
      "no",
      { ...asked("invalid_token"), "x-amzn-errortype": "ForbiddenException" },
      "unauthorized",
      "WWW-Authenticate error invalid_token",
    ],
  ] as const)("%j %j counts at any status", (body, headers, kind, sign) => {
    for (const status of [200, 400, 404, 429, 500, 503]) {
      expect(read(status, body, headers)).toMatchObject({ kind, by: "structure", sign });
    }
  });

  it("comes before a text", () => {
    const body = { message: "JWT authentication required", code: "FORBIDDEN" };
    expect(read(400, body)).toMatchObject({ by: "structure", kind: "forbidden" });
  });
});

describe("a refusal by a known text", () => {
  it.each([
    ["x: GraphQL query not authorized", "unauthorized", "GraphQL query not authorized"],
    [{ message: "Not Authorised!" }, "unauthorized", "Not Authorised!"],
    [{ errors: [{ message: "You do not have permission to perform this action" }] }, "forbidden", undefined],
  ] as const)("%j counts at any status", (body, kind, sign) => {
    for (const status of [200, 400, 500]) {
      expect(read(status, body)).toMatchObject({ kind, by: "text", ...(sign === undefined ? {} : { sign }) });
    }
  });

  it.each(["Token has expired", "Signature has expired", "Invalid audience", "Invalid Host header"])(
    "is not %j alone, which may speak of another token",
    (text) => {
      expect(read(400, { message: text })).toBeNull();
      expect(read(200, text)).toBeNull();
      expect(readErrorRefusal(null, text)).toBeNull();
    },
  );
});

it("reads no known text of a caller from a page", () => {
  expect(read(400, "<html><p>JWT authentication required</p>")).toBeNull();
});

describe("what a refusal says beside", () => {
  it.each([
    [{ error: "token_expired" }, {}, "expired"],
    [{ error: "expired_token" }, {}, "expired"],
    [{ message: "x", code: "TOKEN_EXPIRED" }, {}, "expired"],
    [{ message: "Token has expired" }, {}, "expired"],
    [
      { message: "Unauthorized" },
      { "www-authenticate": 'Bearer error_description="the token has expired"' },
      "expired",
    ],
    [{ message: "Invalid audience" }, {}, "wrong-audience"],
    [
      { message: "x" },
      { "www-authenticate": 'Bearer error_description="Audiences in Jwt are not allowed"' },
      "wrong-audience",
    ],
    [{ message: "x" }, asked("insufficient_scope"), "insufficient-scope"],
    [{ error: "insufficient_scope" }, {}, "insufficient-scope"],
    [{ message: "x", code: "insufficient_scope" }, {}, "insufficient-scope"],
    [{ message: "the token was refused" }, {}, null],
    ["", {}, null],
  ])("%j %j is about %j", (body, headers, about) => {
    expect(read(401, body, headers)?.about).toBe(about);
  });

  it("is its scope, its reason and who answered", () => {
    const headers = { server: "awselb/2.0", "www-authenticate": 'Bearer error="insufficient_scope", scope="a b"' };
    expect(read(403, "no way", headers)).toEqual({
      kind: "forbidden",
      by: "status",
      sign: "403",
      about: "insufficient-scope",
      scope: "a b",
      reason: "no way",
      answeredBy: "awselb/2.0",
    });
  });
});

describe("the error of a tool or a protocol", () => {
  it("is read by its structure, then by its text", () => {
    expect(readErrorRefusal({ error: "invalid_token" }, "x")).toMatchObject({ kind: "unauthorized", by: "structure" });
    expect(readErrorRefusal(undefined, "Failed: JWT token invalid or expired")).toMatchObject({ by: "text" });
    expect(readErrorRefusal(undefined, "Failed: JWT token invalid or expired")?.reason).toBe(
      "Failed: JWT token invalid or expired",
    );
    expect(readErrorRefusal({ error: "invalid_token" }, null)?.reason).toBe("invalid_token");
    expect(readErrorRefusal({ message: "x" }, "y")).toBeNull();
    expect(readErrorRefusal(undefined, null)).toBeNull();
  });
});

describe("a host that is refused", () => {
  it.each([
    [421, "", true],
    [421, "<html>", true],
    [400, "Invalid host header", true],
    [400, "Invalid Host header.", true],
    [403, { message: "Invalid Host: mcp.example" }, true],
    [403, { jsonrpc: "2.0", error: { code: -32000, message: "Invalid Host: mcp.example" } }, true],
    [400, "<h2>Bad Request - Invalid Hostname</h2><p>HTTP Error 400. The request hostname is invalid.</p>", true],
    [499, "Invalid host header", true],
    [399, "Invalid host header", false],
    [500, "Invalid host header", false],
    [200, "Invalid host header", false],
    [400, "Invalid header", false],
    [400, "", false],
    [404, "the host header is valid", false],
  ])("%i %j: %s", (status, body, refused) => {
    expect(refusesHost(answer(status, body))).toBe(refused);
  });
});

it.each([
  [401, "Basic", true],
  [403, "Basic", false],
  [401, "Bearer", false],
  [401, "Basic, Bearer", false],
])("takes %i with %s for a password gate: %s", (status, header, gate) => {
  expect(isPasswordGate(answer(status, "", { "www-authenticate": header }))).toBe(gate);
});

/** Sentences that hold words of credentials, and are none that any known server writes. */
const words = fc
  .array(
    fc.constantFrom(
      "token",
      "Token",
      "credentials",
      "unauthorized",
      "Unauthorized",
      "jwt",
      "JWT",
      "authentication",
      "required",
      "expired",
      "invalid",
      "bearer",
      "forbidden",
      "not",
      "authorized",
      "401",
      "403",
      "denied",
      "access",
      "Unexpected",
      "in JSON at position 0",
      "login",
      "signature",
      "'<'",
      "api key",
      "permission",
      "session",
      "Bad Gateway",
    ),
    { minLength: 2, maxLength: 9 },
  )
  .map((parts) => `the ${parts.join(" ")} here`)
  // The one phrase of a known server that these words can make up.
  .filter((said) => !said.includes("JWT authentication required"));
const anyStatus = fc.integer({ min: 200, max: 599 }).filter((status) => status !== 401 && status !== 403);
const members = fc.constantFrom(
  "message",
  "error",
  "detail",
  "error_description",
  "title",
  "code",
  "type",
  "status",
  "reason",
  "errors",
  "extensions",
  "fault",
  "statusCode",
  "data",
  "success",
);

describe("a sentence that holds words of credentials", () => {
  const bodies = fc.oneof(
    words,
    fc.dictionary(members, words),
    fc.dictionary(members, fc.oneof(words, fc.dictionary(members, words), fc.array(fc.dictionary(members, words)))),
    words.map((said) => `<html><title>${said}</title><body>${said}</body></html>`),
  );
  const headers = fc.record(
    {
      "www-authenticate": words.map((said) => `Bearer error_description="${said}", realm="${said}"`),
      "x-amzn-errortype": words,
      server: words,
      "x-error": words,
    },
    { requiredKeys: [] },
  );

  it("refuses nobody, wherever it stands, at any status but 401 and 403", () => {
    fc.assert(
      fc.property(anyStatus, bodies, headers, (status, body, given) => {
        expect(read(status, body, given)).toBeNull();
        if (status !== 421) expect(refusesHost(answer(status, body, given))).toBe(false);
        expect(readErrorRefusal(body, typeof body === "string" ? body : null)).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it("says nothing of an expiry or an audience beside a refusal", () => {
    fc.assert(
      fc.property(words, (said) => {
        expect(read(401, { message: said })?.about).toBeNull();
      }),
    );
  });
});

describe("any bytes of a server", () => {
  it("are read without a crash, and any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), anyStatus, (body, header, status) => {
        const given = { "www-authenticate": header, "x-amzn-errortype": header, server: header };
        expect(() => [read(status, body, given), refusesHost(answer(status, body, given))]).not.toThrow();
      }),
    );
  });

  /** Milliseconds of the fastest of three readings. */
  function fastest(body: string, headers: Headers): number {
    // Whether it is JSON is for the runtime to find out.
    const given = answer(400, body, headers);
    const each = Array.from({ length: 3 }, () => {
      const from = performance.now();
      readRefusal(given);
      refusesHost(given);
      return performance.now() - from;
    });
    return Math.min(...each);
  }

  it.each([
    "<",
    "<title",
    "<center>",
    '{"error":"token"} ',
    "[",
    "token ",
    " ",
    '"',
    "Bearer ",
    "JWT authentication require",
  ])("take no more than in proportion to their length: %j", (piece) => {
    const half = piece.repeat(Math.floor(500_000 / piece.length));
    const header = { "www-authenticate": half };
    fastest(half, header);
    // Twice the length may take twice the time; what is quadratic takes four times. The rest is a loaded machine's.
    expect(fastest(half + half, header)).toBeLessThanOrEqual(3 * fastest(half, header) + 20);
  });
});
