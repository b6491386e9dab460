import { describe, expect, it } from "vitest";
import { bearerErrorKind, headerTypeKind, refusalCodes, structuredSign } from "./structured-signs";

/** The table once more, so that no row changes, appears or goes unnoticed. */
const table = [
  ["invalid_token", "unauthorized", true],
  ["token_expired", "unauthorized", true],
  ["expired_token", "unauthorized", true],
  ["login_required", "unauthorized", true],
  ["insufficient_scope", "forbidden", true],
  ["access_denied", "forbidden", true],
  ["UNAUTHENTICATED", "unauthorized", false],
  ["UNAUTHORIZED", "unauthorized", false],
  ["Unauthenticated", "unauthorized", false],
  ["Unauthorized", "unauthorized", false],
  ["UnauthorizedException", "unauthorized", false],
  ["NotAuthorizedException", "unauthorized", false],
  ["AUTH_NOT_AUTHENTICATED", "unauthorized", false],
  ["NOT_AUTHENTICATED", "unauthorized", false],
  ["invalid-jwt", "unauthorized", false],
  ["unauthenticated", "unauthorized", false],
  ["unauthorized", "unauthorized", false],
  ["TOKEN_EXPIRED", "unauthorized", false],
  ["INVALID_TOKEN", "unauthorized", false],
  ["bad_jwt", "unauthorized", false],
  ["no_authorization", "unauthorized", false],
  ["PGRST301", "unauthorized", false],
  ["PGRST302", "unauthorized", false],
  ["PGRST303", "unauthorized", false],
  ["InvalidAuthenticationToken", "unauthorized", false],
  ["FORBIDDEN", "forbidden", false],
  ["Forbidden", "forbidden", false],
  ["PERMISSION_DENIED", "forbidden", false],
  ["permission_denied", "forbidden", false],
  ["AUTH_NOT_AUTHORIZED", "forbidden", false],
  ["NOT_AUTHORIZED", "forbidden", false],
  ["UNAUTHORIZED_FIELD_OR_TYPE", "forbidden", false],
  ["ACCESS_DENIED", "forbidden", false],
  ["KS_ACCESS_DENIED", "forbidden", false],
  ["INSUFFICIENT_SCOPES", "forbidden", false],
  ["access-denied", "forbidden", false],
  ["forbidden", "forbidden", false],
  ["Authorization_RequestDenied", "forbidden", false],
] as const;

const kindOf = (value: unknown) => structuredSign(value)?.kind ?? null;
const signOf = (value: unknown) => structuredSign(value)?.sign ?? null;

describe("the codes that refuse", () => {
  it("are these, and no other, each with its source", () => {
    expect(refusalCodes.map(({ code, kind, oauth }) => [code, kind, oauth])).toEqual(table);
    expect(refusalCodes.filter(({ source }) => source.trim().length < 5)).toEqual([]);
    expect(new Set(refusalCodes.map(({ code }) => code)).size).toBe(refusalCodes.length);
  });

  it.each(table)("%s is read wherever a code of an error may stand", (code, kind, oauth) => {
    for (const member of ["code", "errorType", "classification", "type", "__type", "status"]) {
      expect(structuredSign({ message: "x", [member]: code })).toEqual({ kind, code, sign: `${member} ${code}` });
    }
    expect(kindOf({ errors: [{ message: "x", extensions: { code } }] })).toBe(kind);
    expect(signOf({ errors: [{ extensions: { code } }] })).toBe(`errors.extensions.code ${code}`);
    expect(kindOf({ error: code })).toBe(oauth ? kind : null);
    expect(bearerErrorKind(code)).toBe(oauth ? kind : null);
  });

  it.each(table)("%s is compared whole, and case by case", (code) => {
    for (const other of [`${code}x`, `x${code}`, ` ${code}`, code.slice(0, -1), `${code}: no`]) {
      expect(kindOf({ message: "x", code: other }), other).toBeNull();
    }
    expect(kindOf({ message: code, detail: code })).toBeNull();
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", ""])(
    "do not hold what every object has: %s",
    (code) => {
      expect(kindOf({ message: "x", code, error: code })).toBeNull();
      expect(bearerErrorKind(code)).toBeNull();
      expect(headerTypeKind(code)).toBeNull();
    },
  );

  it("are no numbers, lists or objects", () => {
    for (const code of [7, 16, ["UNAUTHENTICATED"], { UNAUTHENTICATED: true }, true, null]) {
      expect(kindOf({ message: "x", code })).toBeNull();
    }
    expect(bearerErrorKind(null)).toBeNull();
  });
});

describe("the status in a payload", () => {
  it.each(["statusCode", "status_code", "status", "code", "httpStatus", "http_status", "httpStatusCode"])(
    "is read at %s of an error",
    (member) => {
      for (const [value, kind] of [
        [401, "unauthorized"],
        ["401", "unauthorized"],
        [403, "forbidden"],
        ["403", "forbidden"],
      ] as const) {
        expect(structuredSign({ message: "x", [member]: value })).toEqual({
          kind,
          code: String(value),
          sign: `${member} ${value}`,
        });
      }
      for (const value of [400, 402, 404, 500, 4010, "401 Unauthorized", "4 01", 401.5, null, true, [401]]) {
        expect(kindOf({ message: "x", [member]: value }), String(value)).toBeNull();
      }
    },
  );

  it.each(["error", "errors", "message", "detail", "error_description", "title", "fault", "errorMessage"])(
    "counts in an object that says %s, and so is an error",
    (member) => {
      expect(kindOf({ [member]: "x", status: 401 })).toBe("unauthorized");
      for (const nothing of [undefined, null, false, ""]) expect(kindOf({ [member]: nothing, status: 401 })).toBeNull();
      expect(kindOf({ [member]: 0, status: 401 })).toBe("unauthorized");
    },
  );

  it("is no status of what was handed out", () => {
    expect(kindOf({ status: 401 })).toBeNull();
    expect(kindOf({ code: "UNAUTHENTICATED" })).toBeNull();
    expect(kindOf({ data: { status: 401, message: "x" } })).toBeNull();
    expect(kindOf({ data: [{ code: 403, title: "Report" }], total: 1 })).toBeNull();
    expect(kindOf({ items: [{ error: "x", status: 401 }] })).toBeNull();
  });
});

describe("where a sign is looked for", () => {
  const inner = { code: 401 };

  it.each(["error", "errors", "extensions", "detail", "fault"])("is inside of %s", (member) => {
    expect(signOf({ [member]: inner })).toBe(`${member}.code 401`);
    expect(signOf({ [member]: [inner] })).toBe(`${member}.code 401`);
  });

  it("is inside of data where that is an error's", () => {
    expect(signOf({ error: { data: inner } })).toBe("error.data.code 401");
    expect(signOf({ message: "x", data: inner })).toBeNull();
  });

  it.each(["http", "originalError", "exception", "response"])(
    "is inside of %s where a GraphQL server quotes its own error",
    (member) => {
      expect(signOf({ errors: [{ extensions: { [member]: { status: 401 } } }] })).toBe(
        `errors.extensions.${member}.status 401`,
      );
      expect(kindOf({ error: { message: "Request failed", [member]: { status: 401 } } })).toBeNull();
    },
  );

  it("is any of the first errors, the first of them first, and codes before statuses", () => {
    expect(kindOf({ errors: [{ message: "a" }, { extensions: { code: "FORBIDDEN" } }, { code: 401 }] })).toBe(
      "unauthorized",
    );
    expect(kindOf([{ error: { code: 403 } }, { error: { code: 401 } }])).toBe("forbidden");
    expect(signOf({ message: "x", status: 403, code: "UNAUTHENTICATED" })).toBe("code UNAUTHENTICATED");
    expect(signOf({ error: "invalid_token", statusCode: 403 })).toBe("error invalid_token");
  });

  it("is bounded in depth, width and number", () => {
    const nested = (depth: number): unknown => (depth === 0 ? inner : { error: nested(depth - 1) });
    expect(kindOf(nested(5))).toBe("unauthorized");
    expect(kindOf(nested(6))).toBeNull();
    const listed = (depth: number): unknown => (depth === 0 ? { message: "no", code: 401 } : [listed(depth - 1)]);
    expect(kindOf(listed(5))).toBe("unauthorized");
    expect(kindOf(listed(6))).toBeNull();
    const errors = (before: number) => ({
      errors: [...Array.from({ length: before }, () => ({ message: "x" })), inner],
    });
    expect(kindOf(errors(9))).toBe("unauthorized");
    expect(kindOf(errors(10))).toBeNull();
    const wide = {
      errors: Array.from({ length: 10 }, () => ({ errors: Array.from({ length: 10 }, () => ({ error: inner })) })),
    };
    expect(kindOf(wide)).toBeNull();
  });

  it.each([null, undefined, "UNAUTHENTICATED", 401, true, [], {}, [[401]], ["invalid_token"]])("is not %j", (value) => {
    expect(structuredSign(value)).toBeNull();
  });
});

it("reads the types that API Gateway gives in a header", () => {
  const kinds = [
    "UnauthorizedException",
    "NotAuthorizedException",
    "AccessDeniedException",
    "ForbiddenException",
    "AuthorizerConfigurationException",
    "InternalServerException",
  ].map(headerTypeKind);
  expect(kinds).toEqual(["unauthorized", "unauthorized", "forbidden", "forbidden", null, null]);
  expect(headerTypeKind(null)).toBeNull();
});
