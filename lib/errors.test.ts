import { expect, it, vi } from "vitest";
import { AppError, isAppError } from "./errors";

it("knows its own errors", () => {
  expect(isAppError(new AppError("NOT_FOUND", "It is not there.", "Look elsewhere."))).toBe(true);
});

it("knows an error whose class another bundle has", async () => {
  vi.resetModules();
  const other = await import("./errors");
  const error: unknown = new other.AppError("NOT_FOUND", "It is not there.", "Look elsewhere.");
  expect(other.AppError).not.toBe(AppError);
  expect(error instanceof other.AppError).toBe(true);
  expect(isAppError(error)).toBe(true);
});

it.each([
  ["another error", new Error("AppError")],
  ["what merely looks like one", { name: "AppError", code: "NOT_FOUND", message: "m", suggestion: "s" }],
  ["nothing", null],
  ["text", "AppError"],
])("takes %s for none", (_, value) => {
  expect(isAppError(value)).toBe(false);
});
