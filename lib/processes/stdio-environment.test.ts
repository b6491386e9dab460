import { describe, expect, it } from "vitest";
import { stdioEnvironment } from "./stdio-environment";

const variables = {
  PATH: "/bin",
  LANG: "C.UTF-8",
  HOME: "/home/ada",
  XDG_DATA_HOME: "/data",
  AWS_PROFILE: "prod",
  AWS_SECRET_ACCESS_KEY: "the-secret-of-ada",
  QUILT_CATALOG_URL: "https://catalog.example.org",
  QUILT_FALLBACK_JWT: "a-fallback-token",
  QUILT_API_KEY: "qk_of-ada",
  QUILT_STAGE_BEARER: "the-token-of-the-run",
  MY_TOKEN: "another",
  NODE_OPTIONS: "--inspect",
};
const given = (home: "operator" | "empty") => stdioEnvironment(home, "/tmp/empty", variables, ["the-token-of-the-run"]);

describe("the environment of a command", () => {
  it("is the operator's own in AWS and Quilt, and nothing else of the shell", () => {
    const { env, secrets } = given("operator");
    expect(Object.keys(env).sort()).toEqual([
      "AWS_PROFILE",
      "AWS_SECRET_ACCESS_KEY",
      "HOME",
      "LANG",
      "PATH",
      "QUILT_API_KEY",
      "QUILT_CATALOG_URL",
      "QUILT_FALLBACK_JWT",
      "XDG_DATA_HOME",
    ]);
    expect([...secrets].sort()).toEqual(["a-fallback-token", "qk_of-ada", "the-secret-of-ada"]);
  });

  it("holds nobody's credentials with an empty home", () => {
    const { env, secrets } = given("empty");
    expect(env).toEqual({
      PATH: "/bin",
      LANG: "C.UTF-8",
      HOME: "/tmp/empty",
      QUILT_CATALOG_URL: "https://catalog.example.org",
    });
    expect(secrets).toEqual([]);
  });

  it("never holds a token of the run, whatever the variable is called", () => {
    for (const home of ["operator", "empty"] as const) {
      expect(JSON.stringify(given(home).env)).not.toContain("the-token-of-the-run");
    }
  });

  it("moves every home of a Windows program", () => {
    const windows = { USERPROFILE: "C:\\ada", LOCALAPPDATA: "C:\\ada\\local", SystemRoot: "C:\\Windows" };
    const { env } = stdioEnvironment("empty", "C:\\empty", windows, []);
    expect(env).toEqual({
      SystemRoot: "C:\\Windows",
      HOME: "C:\\empty",
      USERPROFILE: "C:\\empty",
      APPDATA: "C:\\empty",
      LOCALAPPDATA: "C:\\empty",
    });
  });
});
