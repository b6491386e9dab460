import { describe, expect, it } from "vitest";
import { parseServerEnvironment } from "./parse-server-environment";
import { composeText, faultOf, inspectOutput, taskDefinition, valuesOf } from "./test-files";

describe("an env file", () => {
  it.each([
    ["A=1\nB=2", { A: "1", B: "2" }],
    ["\uFEFFA=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["export A=1", { A: "1" }],
    ["A = spaced ", { A: "spaced" }],
    ["A='x # y'\nB=\"x # y\" # said", { A: "x # y", B: "x # y" }],
    ["A=a#b\nB=a #b", { A: "a#b", B: "a" }],
    ['A="one\ntwo"\nB=2', { A: "one\ntwo", B: "2" }],
    ['A="never closed\nB=2', { A: '"never closed', B: "2" }],
    ["# A=1\n\nB=", { B: "" }],
    ["A=1\nA=2", { A: "2" }],
    ["A=1\nBARE", { A: "1", BARE: null }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as files say it
    ["A=${B}\nC=x$D\nE='${F}'\nG=a$1", { A: null, C: null, E: null, G: "a$1" }],
    ["A=1=2==", { A: "1=2==" }],
  ])("%j", (text, values) => {
    const env = parseServerEnvironment(text);
    expect(env).toMatchObject({ format: "env", complete: false, readOnlyRoot: null, service: null });
    expect(valuesOf(env)).toEqual(values);
  });

  it("tells of what is doubled, quoted and not read", () => {
    const env = parseServerEnvironment("A=1\nA=2\nB='x'\nthis is prose\n- C=3\n");
    expect(env.doubled).toEqual(["A"]);
    expect(env.variables.filter(({ quoted }) => quoted).map(({ name }) => name)).toEqual(["B"]);
    expect(env.unreadLines).toBe(2);
  });

  it("takes names of JavaScript's own as names", () => {
    const { variables } = parseServerEnvironment("__proto__=1\nconstructor=2\ntoString=3\nhasOwnProperty=4");
    expect(variables.map(({ name, value }) => [name, value?.reveal()])).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
      ["toString", "3"],
      ["hasOwnProperty", "4"],
    ]);
    expect(Object.prototype).not.toHaveProperty("1");
  });

  it("reads ten thousand variables in a moment", () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `NAME_${index}="value ${index}"`).join("\n");
    const before = performance.now();
    expect(parseServerEnvironment(text).variables).toHaveLength(10_000);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it("does not search the whole file for each quote that is never closed", () => {
    const before = performance.now();
    parseServerEnvironment('A="x\n'.repeat(150_000));
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe("a compose file", () => {
  it("is read as compose reads it, and what is filled in from elsewhere is not known", () => {
    const env = parseServerEnvironment(composeText);
    expect(valuesOf(env)).toEqual({
      QUILT_REGISTRY_URL: "https://r.example.org",
      FASTMCP_PORT: "0x1F90",
      QUILT_ALLOW_TEST_JWT: "yes",
      QUILT_CATALOG_URL: null,
      PRICE: "a$b",
      FROM_SHELL: null,
      EMPTY: "",
    });
    expect(env).toMatchObject({
      format: "compose",
      service: "quilt-mcp",
      otherFiles: 1,
      readOnlyRoot: true,
      imageVersion: "0.22.0",
      complete: false,
      mounts: [
        { target: "/tmp", writable: true },
        { target: "/root/.aws", writable: false },
        { target: "/y", writable: false },
      ],
    });
    expect(env.flags.deployment?.reveal()).toBe("remote");
  });

  it("takes its environment as a list too", () => {
    const env = parseServerEnvironment(
      "services:\n  a:\n    environment:\n      - A=1\n      - B\n      - C=$X\n      - D=2=3\n",
    );
    expect(valuesOf(env)).toEqual({ A: "1", B: null, C: null, D: "2=3" });
    expect(env.readOnlyRoot).toBe(false);
  });

  it("may be JSON", () => {
    expect(valuesOf(parseServerEnvironment('{"services":{"a":{"environment":{"A":"1"}}}}'))).toEqual({ A: "1" });
  });

  it("gives no names to the prototype", () => {
    const env = parseServerEnvironment(
      "services:\n  a:\n    environment:\n      __proto__: x1\n      constructor: y2\n",
    );
    expect(env.variables.map(({ name, value }) => [name, value?.reveal()])).toEqual([
      ["__proto__", "x1"],
      ["constructor", "y2"],
    ]);
  });

  const two = "services:\n  web:\n    image: nginx\n  db:\n    image: postgres\n";
  it.each([
    ["two services, none of which is the one", two, null, /several services.*web, db/],
    ["a service that is not there", two, "wbe", /no service with the given name.*web, db/],
    [
      "two that look alike",
      "services:\n  quilt-mcp-a: {image: x}\n  quilt-mcp-b: {image: x}\n",
      null,
      /quilt-mcp-a, quilt-mcp-b/,
    ],
    ["no services", "services: {}\n", null, /no container/],
    ["a tab", "services:\n  a:\n\timage: x\n", null, /line 3, column \d/],
    ["a doubled key", "services:\n  a: {}\n  a: {}\n", null, /line 3, column 3/],
    ["two documents", "services:\n  a: {}\n---\nservices:\n  b: {}\n", null, /line \d, column \d/],
    ["an alias to nothing", "services:\n  a: *none\n", null, /YAML/],
  ])("%s", (_, text, service, message) => {
    const { code, message: said, suggestion } = faultOf(text, service);
    expect(code).toBe("BAD_SERVER_ENV");
    expect(said).toMatch(message);
    expect(suggestion).not.toBe("");
  });

  it("gives the service that is named", () => {
    expect(parseServerEnvironment(two, "db").service).toBe("db");
  });

  it("does not unfold a bomb of aliases", () => {
    const levels = Array.from({ length: 12 }, (_, at) =>
      at === 0
        ? "a0: &a0 [x,x,x,x,x,x,x,x,x]"
        : `a${at}: &a${at} [${Array(9)
            .fill(`*a${at - 1}`)
            .join(",")}]`,
    );
    const before = performance.now();
    expect(faultOf(`${levels.join("\n")}\nservices:\n  a:\n    labels: *a11\n`).message).toMatch(/aliases/);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it.each([
    ["lists", `services:\n  a: ${"[".repeat(20_000)}`],
    ["maps", `services:\n  a: ${"{a: ".repeat(20_000)}`],
    ["closed lists", `services:\n  a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["JSON lists", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["JSON maps", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
  ])("is not broken by deep %s", (_, text) => {
    expect(faultOf(text).code).toBe("BAD_SERVER_ENV");
  });

  it("runs no tag", () => {
    const text =
      "services:\n  a:\n    environment:\n      A: !!js/function 'function(){ throw 1 }'\n      B: !reset null\n";
    expect(parseServerEnvironment(text).variables.map(({ name }) => name)).toEqual(["A", "B"]);
  });
});

describe("inspect output", () => {
  it("is read whole", () => {
    const env = parseServerEnvironment(inspectOutput);
    expect(valuesOf(env)).toEqual({
      QUILT_CATALOG_URL: "https://c.example.org",
      QUILT_REGISTRY_URL: "https://r.example.org?a=b=c",
      HOME: "/tmp",
      BARE: null,
    });
    expect(env).toMatchObject({
      format: "inspect",
      service: "quilt-mcp",
      complete: true,
      readOnlyRoot: true,
      imageVersion: "0.21.0",
      mounts: [
        { target: "/tmp", writable: true },
        { target: "/root/.aws", writable: false },
        { target: "/data", writable: true },
      ],
    });
    expect(env.flags.deployment?.reveal()).toBe("legacy");
  });

  it.each([
    ["its Env alone", '["A=1","B=$2"]'],
    ["its Config alone", '{"Env":["A=1","B=$2"]}'],
    ["without a list around it", '{"Config":{"Env":["A=1","B=$2"]}}'],
  ])("may be %s", (_, text) => {
    expect(valuesOf(parseServerEnvironment(text))).toEqual({ A: "1", B: "$2" });
  });
});

it("reads an ECS task definition, whose stored secrets are not known", () => {
  const env = parseServerEnvironment(taskDefinition, "mcp");
  expect(valuesOf(env)).toEqual({ QUILT_DEPLOYMENT: "remote", QUILT_FALLBACK_JWT: null });
  expect(env).toMatchObject({ format: "task-definition", taskRole: true, readOnlyRoot: false, imageVersion: "0.20.1" });
  expect(parseServerEnvironment(taskDefinition).service).toBe("mcp");
});

describe("what cannot be read", () => {
  it.each([
    ["", /empty/],
    [" \n\uFEFF\n ", /empty/],
    ["\u0000\u0001PK", /binary/],
    ["A=1\u0007", /binary/],
    ["just prose about a server", /format is not known/],
    ["kind: Pod\nspec: {}\n", /format is not known/],
    ['{"kind":"Pod"}', /JSON, but describes no container/],
    ["[1,2]", /JSON, but describes no container/],
    ["[]", /JSON, but describes no container/],
    ['{\n  "Config": {"Env": ["A=hunter2hunter2" "B=1"]}}', /line 2, column \d+/],
    [`A=${"x".repeat(1024 * 1024)}`, /1 MiB/],
    ["ü".repeat(600_000), /1 MiB/],
  ])("%#", (text, message) => {
    const fault = faultOf(text);
    expect(fault.code).toBe("BAD_SERVER_ENV");
    expect(fault.message).toMatch(message);
    expect(fault.message + fault.suggestion).not.toContain("hunter2");
  });

  it("has no service to name in an env file", () => {
    expect(faultOf("A=1", "mcp").message).toMatch(/no services/);
  });

  it("does not show a service whose name may be a secret", () => {
    const fault = faultOf("services:\n  eyJhbGciOiJIUzI1NiJ9_eyJpZCI6: {}\n  web: {}\n", "web2");
    expect(fault.message).toContain("(a name that is not shown), web");
  });
});
