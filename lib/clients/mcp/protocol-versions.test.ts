import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/sdk/types.js";
import { describe, expect, it } from "vitest";
import {
  HANDSHAKE_VERSIONS,
  nextToOffer,
  OFFERED_VERSION,
  STATELESS_VERSION,
  versionsInstead,
} from "./protocol-versions";

it("knows the versions of the official SDK, newest first, and offers one of them", () => {
  expect([...HANDSHAKE_VERSIONS].sort()).toEqual([...SUPPORTED_PROTOCOL_VERSIONS].sort());
  expect(HANDSHAKE_VERSIONS).toEqual([...HANDSHAKE_VERSIONS].sort().reverse());
  expect(HANDSHAKE_VERSIONS).toContain(OFFERED_VERSION);
  expect(HANDSHAKE_VERSIONS).not.toContain(STATELESS_VERSION);
});

describe("versionsInstead", () => {
  const asked = "2025-06-18";
  const error = (code: number, message: string, data?: unknown) => ({ code, message, data });
  it.each([
    [error(-32602, "Unsupported protocol version", { supported: ["2024-11-05"], requested: asked }), ["2024-11-05"]],
    [error(-32022, "no", { supported: ["2026-07-28"] }), ["2026-07-28"]],
    [error(-32602, "no such version", { supported: [asked, "2025-11-25", "2025-11-25", 7] }), ["2025-11-25"]],
    [error(-32602, "x", { supported: [] }), []],
    [error(-32000, "Unsupported protocol version"), []],
    [
      error(-32000, `Bad Request: Unsupported protocol version: ${asked} (supported versions: 2025-03-26, 2024-11-05)`),
      ["2025-03-26", "2024-11-05"],
    ],
    [error(-32602, "UNSUPPORTED PROTOCOL VERSION", { supported: "2024-11-05" }), []],
    [error(-32602, "Invalid params"), null],
    [error(-32602, "Invalid params", { supported: "none" }), null],
    [error(-32602, "Invalid params", ["2024-11-05"]), null],
    [error(-32000, "busy", { supported: ["2024-11-05"] }), null],
    [error(-32602, "this is an unsupported protocol version"), null],
  ])("of %j", (given, expected) => {
    expect(versionsInstead(given, asked)).toEqual(expected);
  });

  it("names few, and none at length", () => {
    const supported = Array.from({ length: 50 }, (_, at) => `${at}-${"x".repeat(100)}`);
    const named = versionsInstead(error(-32022, "no", { supported }), asked) ?? [];
    expect([named.length, named[0]?.length]).toEqual([20, 40]);
  });
});

it.each([
  [["2024-11-05", "2025-11-25"], "2025-11-25"],
  [["2026-07-28"], null],
  [["2025-06-18"], null],
  [[], null],
])("of %j it offers %s next", (versions, next) => {
  expect(nextToOffer(versions, "2025-06-18")).toBe(next);
});
