import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serverVariables } from "@/lib/clients/mcp/server-variables";
import { AppError } from "@/lib/errors";
import { parseServerEnvironment } from "@/lib/server-env/parse-server-environment";
import { composeText, inspectOutput, taskDefinition } from "@/lib/server-env/test-files";
import type { ObservedRun } from "./env-rule";
import { viewServerEnv } from "./view-server-env";

const run: ObservedRun = {
  registryUrl: "https://registry.example.org",
  catalogUrl: "https://catalog.example.org",
  version: "0.22.0",
  mode: "remote",
  refusesWithoutToken: true,
  fallback: null,
};
const good = [
  "QUILT_DEPLOYMENT=remote",
  "QUILT_CATALOG_URL=https://catalog.example.org",
  "QUILT_REGISTRY_URL=https://registry.example.org/",
  "AWS_DEFAULT_REGION=us-east-1",
].join("\n");

function read(text: string, seen: Partial<ObservedRun> = {}) {
  return viewServerEnv(parseServerEnvironment(text), { ...run, ...seen });
}

function reasons(text: string, seen: Partial<ObservedRun> = {}): readonly string[] {
  return read(text, seen).findings.map(({ reason }) => reason.replace(/^env-/, ""));
}

/** The row of a setting: its mark, what the file says, what it means. */
function rowOf(text: string, setting: string, seen: Partial<ObservedRun> = {}): readonly string[] {
  const found = read(text, seen).rows.find(({ cells }) => cells[0] === setting);
  return found === undefined ? [] : [found.mark, ...found.cells.slice(1)];
}

/** A good file with lines added; a later line of a name takes the place of an earlier one. */
const plus = (...lines: string[]) => [good, ...lines].join("\n");
/** A good file without the line of a name. */
const minus = (name: string) => good.replace(new RegExp(`^${name}=.*\n?`, "m"), "");
const container = (more: string) => `services:\n  mcp:\n    image: quilt-mcp\n${more}`;

describe("what matters of a file", () => {
  it.each<[string, string, readonly string[], Partial<ObservedRun>?]>([
    ["a good file", good, []],
    ["a published secret", plus("MCP_JWT_SECRET=test-secret"), ["test-secret", "ignored"]],
    [
      "a published secret at a version that reads it",
      plus("MCP_JWT_SECRET='dev-secret'"),
      ["test-secret"],
      { version: "0.14.1" },
    ],
    ["a secret of its own at such a version", plus("MCP_JWT_SECRET=a-long-one"), [], { version: "0.14.1" }],
    [
      "a fallback token, and an open server",
      plus("QUILT_FALLBACK_JWT=a.b.c"),
      ["fallback-token"],
      { refusesWithoutToken: false },
    ],
    ["a fallback token, and a closed server", plus("QUILT_FALLBACK_JWT=a.b.c"), ["not-running", "fallback-token"]],
    ["an empty fallback token", plus("QUILT_FALLBACK_JWT="), []],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as files say it
    ["what a shell may fill in", plus("QUILT_FALLBACK_JWT=${J}", "AWS_PROFILE", "HTTPS_PROXY"), []],
    ["test tokens on", plus("QUILT_ALLOW_TEST_JWT=1"), ["test-tokens"]],
    ["test tokens off", plus("QUILT_ALLOW_TEST_JWT=false"), []],
    ["an access key", plus("AWS_ACCESS_KEY_ID=AKIA1"), ["own-credentials"]],
    ["a profile", plus("AWS_PROFILE=ada"), ["own-credentials"]],
    ["a role of the container", plus("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/x"), ["own-credentials"]],
    ["another registry", plus("QUILT_REGISTRY_URL=https://other.example.org"), ["other-registry"]],
    ["the catalog as registry", plus("QUILT_REGISTRY_URL=https://catalog.example.org"), ["other-registry"]],
    ["a registry that is no URL", plus("QUILT_REGISTRY_URL=registry"), ["other-registry"]],
    ["another catalog", plus("QUILT_CATALOG_URL=https://other.example.org"), ["other-registry"]],
    ["another GraphQL endpoint", plus("QUILT_GRAPHQL_ENDPOINT=https://other.example.org/graphql"), ["other-registry"]],
    ["the usual GraphQL endpoint", plus("QUILT_GRAPHQL_ENDPOINT=https://registry.example.org/graphql"), []],
    [
      "a registry, when the run knows none",
      plus("QUILT_REGISTRY_URL=https://x.example.org"),
      [],
      { registryUrl: null },
    ],
    ["legacy mode", plus("QUILT_DEPLOYMENT=legacy"), ["not-running", "legacy-mode"]],
    ["legacy mode that runs", plus("QUILT_DEPLOYMENT=legacy"), ["legacy-mode"], { mode: "legacy" }],
    ["legacy mode of old", `${minus("QUILT_DEPLOYMENT")}\nQUILT_MULTIUSER_MODE=false`, ["legacy-mode"], { mode: null }],
    ["a mode that does not exist", plus("QUILT_DEPLOYMENT=stateless"), ["invalid-mode"]],
    ["a transport that does not exist", plus("FASTMCP_TRANSPORT=grpc"), ["invalid-mode"]],
    ["a switch that no version reads", plus("QUILT_BACKEND_MODE=platform"), ["ignored"], { version: null }],
    ["a switch of another version", plus("MCP_REQUIRE_JWT=true"), ["ignored"]],
    ["a switch of this version", plus("MCP_REQUIRE_JWT=true"), [], { version: "0.10.0" }],
    ["a switch, when no version is known", plus("MCP_REQUIRE_JWT=true"), [], { version: null }],
    ["AWS_REGION alone", `${minus("AWS_DEFAULT_REGION")}\nAWS_REGION=us-east-1`, ["region"]],
    ["AWS_REGION beside the other", plus("AWS_REGION=us-east-1"), []],
    ["no registry in a mode that needs one", minus("QUILT_REGISTRY_URL"), ["missing-url"]],
    ["no registry, and no mode that is known", "QUILT_CATALOG_URL=https://catalog.example.org", []],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as files say it
    ["a registry that is filled in", plus("QUILT_REGISTRY_URL=${R}"), []],
    ["a proxy", plus("https_proxy=http://p:1"), ["proxy"]],
    ["a slip of the name", plus("QUILT_SERVICE_TIMOUT=1"), ["typo"]],
    ["a slip beside the right name", plus("QUILT_SERVICE_TIMOUT=1", "QUILT_SERVICE_TIMEOUT=1"), []],
    ["a name of another family", plus("GUILT_SERVICE_TIMEOUT=1", "MY_APP_PORT=1", "AWS_MAX_ATTEMPTS=3"), []],
    ["a writable root", container("    read_only: false\n"), ["writable-root"]],
    ["a read-only root", container("    read_only: true\n"), ["home"]],
    ["HOME elsewhere", container("    read_only: true\n    tmpfs: /tmp\n    environment: {HOME: /root}\n"), ["home"]],
    ["HOME on a tmpfs", container("    read_only: true\n    tmpfs: /tmp\n    environment: {HOME: /tmp/home}\n"), []],
    [
      "HOME on a read-only mount",
      container("    read_only: true\n    volumes: ['x:/h:ro']\n    environment: {HOME: /h}\n"),
      ["home"],
    ],
    ["HOME that is filled in", container("    read_only: true\n    environment: [HOME]\n"), []],
    [
      "another file for more",
      container(
        "    read_only: true\n    tmpfs: /tmp\n    env_file: x\n    environment: {HOME: /tmp, QUILT_DEPLOYMENT: remote, AWS_REGION: us-east-1}\n",
      ),
      [],
    ],
    [
      "a mounted .aws",
      container(
        "    read_only: true\n    tmpfs: /tmp\n    volumes: ['~/.aws:/root/.aws']\n    environment: {HOME: /tmp}\n",
      ),
      ["own-credentials"],
    ],
    [
      "another version than the image's",
      container("    read_only: true\n    tmpfs: /tmp\n    environment: {HOME: /tmp}\n").replace(
        "quilt-mcp",
        "quilt-mcp:0.21.0",
      ),
      ["not-running"],
    ],
    [
      "a task with a role",
      taskDefinition,
      ["fallback-token", "missing-url", "own-credentials", "writable-root"].toSorted(),
      { version: "0.20.1" },
    ],
  ])("%s", (_, text, expected, seen = {}) => {
    expect([...reasons(text, seen)].sort()).toEqual([...expected].sort());
  });

  it("lets the command's flag win over variables", () => {
    expect([...reasons(inspectOutput, { mode: "legacy", version: "0.21.0" })].sort()).toEqual(
      ["legacy-mode", "other-registry", "own-credentials"].toSorted(),
    );
    expect(rowOf(composeText, "--deployment")).toEqual(["good", "remote", "takes each caller's own token"]);
  });
});

describe("what is shown of a value", () => {
  it.each([
    ["QUILT_REGISTRY_URL=https://registry.example.org", "https://registry.example.org"],
    ["QUILT_REGISTRY_URL=https://ada:pw@registry.example.org", "set, 35 characters"],
    ["QUILT_REGISTRY_URL=https://registry.example.org?key=abc", "set, 36 characters"],
    ["QUILT_REGISTRY_URL=https://registry.example.org/T0/B0/hook", "https://registry.example.org/…"],
    [`QUILT_REGISTRY_URL=https://${"a1".repeat(24)}.example.org`, "set, 68 characters"],
    ["AWS_DEFAULT_REGION=us-east-1", "us-east-1"],
    ["AWS_DEFAULT_REGION=hunter2-east-1", "set, 14 characters"],
    ["QUILT_ALLOW_TEST_JWT=TRUE", "true"],
    ["QUILT_ALLOW_TEST_JWT=hunter2", "set, 7 characters"],
    ["MCP_JWT_SESSION_DURATION=3600", "3600"],
    ["MCP_JWT_SESSION_DURATION=12345678901234", "set, 14 characters"],
    ["MCP_JWT_AUDIENCE=x", "set, 1 character"],
    ["AWS_ACCESS_KEY_ID=ASIAXXXXXXXXXXXXXXXX", "set, 20 characters: a temporary key"],
    ["QUILT_DEPLOYMENT=Remote", "remote"],
    ["QUILT_DEPLOYMENT=hunter2", "set, 7 characters"],
  ])("%s", (line, shown) => {
    expect(rowOf(line, line.slice(0, line.indexOf("=")))[1]).toBe(shown);
  });

  it("names other variables by their number alone", () => {
    expect(rowOf("A1B2C3D4E5F6=1\nSHH=2", "other variables")).toEqual([
      "note",
      "2",
      "not shown: quilt-mcp does not read them",
    ]);
  });

  it("says how quotes are read", () => {
    expect(rowOf('QUILT_DEPLOYMENT="remote"', "values in quotes")[2]).toMatch(/docker run --env-file keeps them/);
  });

  const names = fc.constantFrom(
    ...serverVariables.map(({ name }) => name),
    "DB_PASSWORD",
    "HOME",
    "AWS_SECRET_ACCESS_KEY",
  );
  /** Recognisable anywhere, and no form of a plain setting. */
  const value = fc.stringMatching(/^[a-z]{2}Zq[0-9A-Za-z+/=_.:-]{8,40}$/);
  const layouts: readonly ((pairs: readonly (readonly [string, string])[]) => string)[] = [
    (pairs) => pairs.map(([name, text]) => `${name}=${text}`).join("\n"),
    (pairs) => pairs.map(([name, text]) => `export ${name}="${text}"`).join("\r\n"),
    (pairs) =>
      JSON.stringify({
        services: { mcp: { environment: Object.fromEntries(pairs), command: ["--x", pairs[0]?.[1]] } },
      }),
    (pairs) =>
      JSON.stringify([
        { Name: pairs[0]?.[1], Config: { Env: pairs.map(([name, text]) => `${name}=${text}`), Image: pairs[0]?.[1] } },
      ]),
    (pairs) =>
      JSON.stringify({
        containerDefinitions: [
          { name: pairs[0]?.[1], environment: pairs.map(([name, text]) => ({ name, value: text })) },
        ],
      }),
    (pairs) =>
      `services:\n  mcp:\n    labels: {l: ${JSON.stringify(pairs[0]?.[1])}}\n    command: ${JSON.stringify(`--deployment ${pairs[0]?.[1]}`)}\n    environment:\n${pairs.map(([name, text]) => `      ${name}: ${JSON.stringify(text)}\n`).join("")}`,
  ];

  it("is never a value that may be a secret, whatever its place", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...layouts),
        fc.uniqueArray(fc.tuple(names, value), { minLength: 1, maxLength: 8, selector: ([name]) => name }),
        (layout, pairs) => {
          const text = JSON.stringify(read(layout(pairs)));
          for (const [, secret] of pairs) expect(text).not.toContain(secret);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("and no text makes the reader fail in any other way than it says", () => {
    const lines = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          "services:",
          "  a:",
          "    environment:",
          "<<: *a",
          "&a",
          "{",
          "[",
          "A=1",
          "- x",
          "\t",
          '"',
          "${",
          "!!x y",
          "---",
        ),
      ),
    );
    const texts = fc.oneof(
      lines.map((all) => all.join("\n")),
      lines.map((all) => `services:\n${all.join("\n")}`),
      fc.json(),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(texts, fc.option(fc.string(), { nil: null }), (text, service) => {
        try {
          viewServerEnv(parseServerEnvironment(text, service), run);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["names near known ones", Array.from({ length: 30_000 }, (_, at) => `QUILT_SERVICE_TIMOUT${at}=1`).join("\n")],
    ["services", `{"services":{${Array.from({ length: 90_000 }, (_, at) => `"${at}":{}`).join(",")}}}`],
    ["pieces of one value", `A_TOKEN=${"a1-".repeat(340_000)}`],
    [
      "values that may be secrets",
      Array.from({ length: 20_000 }, (_, at) => `K${at}=Zq${at}x7Rt5Yp3Lm9Vb8Wn2`).join("\n"),
    ],
    ["blanks", `A=1\nB=${" ".repeat(1_000_000)}x`],
    [
      "YAML",
      `services:\n  quilt-mcp:\n    environment:\n${Array.from({ length: 20_000 }, (_, at) => `      N${at}: v\n`).join("")}`,
    ],
  ])("is not held up by a file of very many %s", (_, text) => {
    const before = performance.now();
    try {
      viewServerEnv(parseServerEnvironment(text), run);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
    }
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
