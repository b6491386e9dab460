import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { writeLab } from "@/lib/lab/write-lab";
import { reportSchema } from "@/lib/report/formats/report-schema";
import { launchIn, until } from "./test-launch";

let folder = "";
let lab: Lab;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-on-lab-"));
  lab = await startLab();
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

const launch = (words: readonly string[], input = "", more: Readonly<Record<string, string>> = {}) =>
  launchIn(folder, words, { input, env: more });

async function written(stack: LabStack) {
  const files = await writeLab(stack, await mkdtemp(join(folder, "stack-")));
  return ["--target-file", files.targetFile, ...(files.tokenFile === null ? [] : ["--token-file", files.tokenFile])];
}

describe("the built command line on the lab", () => {
  it("passes a healthy stack through every layer and prints one report", async () => {
    const stack = await lab.baseline();
    const { exitCode, out, err } = await launch(["check", ...(await written(stack)), "--format", "json"]).ended;
    const report = reportSchema.parse(JSON.parse(out));
    expect(report.layers.filter((layer) => layer.required && layer.status !== "pass")).toEqual([]);
    expect({ exitCode, verdict: report.run.verdict }).toEqual({ exitCode: 0, verdict: "pass" });
    expect(report.run.requests.total).toBe(stack.requests().length);
    for (const secret of [stack.token, ...stack.secrets()]) {
      expect(out.includes(secret)).toBe(false);
      expect(err.includes(secret)).toBe(false);
    }
  });

  it("names the broken layer of a broken stack and ends with 1", async () => {
    const info = lab.scenarios.find((one) => one.verdict === "fail" && one.brokenLayer === "exchange");
    if (info === undefined) throw new Error("the lab has no scenario that breaks exchange");
    const { exitCode, out } = await launch(["check", ...(await written(await lab.open(info.id))), "--format", "json"])
      .ended;
    const { run } = reportSchema.parse(JSON.parse(out));
    expect({ exitCode, brokenLayer: run.brokenLayer, code: run.code }).toEqual({
      exitCode: 1,
      brokenLayer: "exchange",
      code: info.code,
    });
  });

  it("reads the token from standard input and the target from flags", async () => {
    const { target, token } = await lab.baseline();
    const words = ["check", "--catalog-url", target.catalogUrl ?? "", "--only", "discovery,claims", "--token-stdin"];
    const { exitCode, out } = await launch(words, token).ended;
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^PASS {2}/);
  });

  it("shows the permissions bucket by bucket on demand, in both formats, and announces what it takes", async () => {
    const stack = await lab.open("healthy-permissions-admin");
    const words = ["check", ...(await written(stack)), "--only", "s3"];
    const own = stack.target.search?.bucket ?? "";
    const role = "the active role";
    const plain = await launch([...words, "--format", "json"]).ended;
    expect(reportSchema.parse(JSON.parse(plain.out)).layers.flatMap(({ tables }) => tables ?? [])).toEqual([]);
    const json = await launch([...words, "--permissions", "--format", "json"]).ended;
    const { layers, run } = reportSchema.parse(JSON.parse(json.out));
    expect(run.verdict).toBe("pass");
    expect(layers.find(({ id }) => id === "s3")?.tables).toEqual([
      {
        id: "permissions",
        title: "Permissions, bucket by bucket",
        columns: ["bucket", "listed-for", "list", "read"].map((id) => ({ id, label: expect.any(String) })),
        rows: [
          { id: own, mark: "good", cells: [own, role, "yes, under raw/", "yes"] },
          { id: `${own}-shared`, mark: "good", cells: [`${own}-shared`, role, "yes", "yes"] },
          {
            id: `${own}-finance`,
            mark: "bad",
            cells: [
              `${own}-finance`,
              "the user, not the active role",
              "no: AccessDenied, identity-based policy",
              "not tried: nothing listed",
            ],
          },
        ],
      },
    ]);
    const announced = (text: string) => Number(/(\d+) requests/.exec(text)?.[1]);
    expect(announced(json.err) - announced(plain.err)).toBe(102);
    const pretty = await launch([...words, "--permissions", "--verbose"]).ended;
    expect(pretty.out).toContain("    Permissions, bucket by bucket\n");
    expect(pretty.out).toMatch(/ {6}✗ {2,}quilt-lab-\w+-finance +the user, not the active role +no: AccessDenied/);
    for (const { out, err } of [json, pretty]) {
      for (const secret of [stack.token, ...stack.secrets()]) expect(`${out}${err}`.includes(secret)).toBe(false);
    }
  });

  it("assumes a role with the keys under the target's prefix, whatever else the environment holds", async () => {
    const stack = await lab.open("healthy-assume-role");
    const words = ["check", ...(await written(stack)), "--format", "json"];
    const key = { MCP_KEY: stack.options.signatureKey ?? "" };
    const { exitCode, out, err } = await launch([...words, "--secret-env", "MCP_KEY"], "", {
      ...stack.options.env,
      ...key,
    }).ended;
    const { run, layers } = reportSchema.parse(JSON.parse(out));
    expect({ exitCode, verdict: run.verdict }).toEqual({ exitCode: 0, verdict: "pass" });
    const controls = layers.find((layer) => layer.id === "exchange")?.controls ?? [];
    expect(controls.map((control) => control.name).sort()).toEqual(["wrong-role", "wrong-secret"]);
    expect(run.requests.total).toBe(stack.requests().length);
    const shown = stack.secrets().filter((secret) => `${out}${err}`.includes(secret));
    expect(shown).toEqual([]);
  });

  it("ends with 2 where those keys are not set, and asks nobody", async () => {
    const stack = await lab.open("healthy-assume-role");
    const { exitCode, out, err } = await launch(["check", ...(await written(stack))]).ended;
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain("LAB_BASE_AWS_ACCESS_KEY_ID, which is not set");
    expect(stack.requests()).toEqual([]);
  });

  it("asks as nobody, by the subject's name or by --no-token", async () => {
    const stack = await lab.open("healthy-nobody");
    for (const who of [["--subject", "nobody"], ["--no-token"]]) {
      const { exitCode, out, err } = await launch(["check", ...(await written(stack)), ...who, "--format", "json"])
        .ended;
      const report = reportSchema.parse(JSON.parse(out));
      expect({ exitCode, token: report.token }).toEqual({ exitCode: 0, token: null });
      expect(report.subject).toBe(who.length === 2 ? "nobody" : null);
      expect(report.layers.flatMap((layer) => layer.controls)).toEqual([]);
      expect(err).toContain("without a token: exchange refused, search refused");
    }
  });

  it("fails where nobody is served, and says so", async () => {
    const stack = await lab.open("exchange-unexpected-access");
    const { exitCode, out } = await launch(["check", ...(await written(stack)), "--subject", "nobody"]).ended;
    expect(exitCode).toBe(1);
    expect(out).toContain("exchange/unexpected-access");
  });

  it("tries a lapsed token under deep controls alone", async () => {
    const stack = await lab.open("exchange-lapsed-accepted");
    const env = { LAPSED: stack.options.lapsedToken ?? "" };
    const words = ["check", ...(await written(stack)), "--lapsed-token-env", "LAPSED", "--format", "json"];
    const names = (out: string) =>
      reportSchema
        .parse(JSON.parse(out))
        .layers.find((layer) => layer.id === "exchange")
        ?.controls.map((control) => control.name)
        .sort();
    const usual = await launch(words, "", env).ended;
    expect({ exitCode: usual.exitCode, names: names(usual.out) }).toEqual({
      exitCode: 0,
      names: ["alg-none", "forged", "no-token", "tampered"],
    });
    expect(usual.err).toContain("used only by --controls deep");
    const deep = await launch([...words, "--controls", "deep"], "", env).ended;
    expect(deep.exitCode).toBe(1);
    expect(names(deep.out)).toEqual(expect.arrayContaining(["alg-none", "lapsed", "forged:dev-secret"]));
  });

  it("refuses a token that has not lapsed as a lapsed one", async () => {
    const stack = await lab.baseline();
    const words = ["check", ...(await written(stack)), "--controls", "deep", "--lapsed-token-env", "FRESH"];
    const { exitCode, err } = await launch(words, "", { FRESH: stack.token }).ended;
    expect(exitCode).toBe(2);
    expect(err).toContain("has not expired");
    expect(err).not.toContain(stack.token);
  });

  it("lets another user call at the same time, and finds out a server that mixes the two", async () => {
    const stack = await lab.open("mcp-mixed-users");
    const env = { OTHER: stack.options.otherToken ?? "" };
    const words = ["check", ...(await written(stack)), "--other-token-env", "OTHER"];
    const { exitCode, out, err } = await launch(words, "", env).ended;
    expect(exitCode).toBe(1);
    expect(out).toContain("mcp/mixed-users");
    expect(out).toContain("Two users at once");
    expect(`${out}${err}`).not.toContain(env.OTHER);
    const same = await launch(words, "", { OTHER: stack.token }).ended;
    expect(same.exitCode).toBe(2);
    expect(same.err).toContain("The other token is the run's own token.");
  });

  it("tries a token that is known to work where the own one is refused", async () => {
    const stack = await lab.open("exchange-reference-accepted");
    const env = { KNOWN: stack.options.referenceToken ?? "" };
    const words = ["check", ...(await written(stack)), "--reference-token-env", "KNOWN"];
    const { exitCode, out, err } = await launch(words, "", env).ended;
    expect(exitCode).toBe(1);
    expect(out).toContain("the fault is this token's");
    expect(`${out}${err}`).not.toContain(env.KNOWN);
  });

  it("reads the MCP server's environment from a file, and shows nothing of its secrets", async () => {
    const stack = await lab.open("mcp-env-fallback-token");
    const files = await writeLab(stack, await mkdtemp(join(folder, "env-")));
    const words = ["check", "--target-file", files.targetFile, "--token-file", files.tokenFile ?? ""];
    const given = ["--server-env", files.serverEnvFile ?? ""];
    const { exitCode, out, err } = await launch([...words, ...given, "--format", "json"]).ended;
    const layer = reportSchema.parse(JSON.parse(out)).layers.find(({ id }) => id === "mcp");
    expect({ exitCode, codes: layer?.findings.map(({ code }) => code) }).toEqual({
      exitCode: 1,
      codes: expect.arrayContaining(["mcp/open", "mcp/env-fallback-token"]),
    });
    expect(layer?.tables?.map(({ id }) => id)).toContain("server-environment");
    expect(layer?.facts.find(({ id }) => id === "server-file")?.value).toMatch(/^env file · \d+ variables$/);
    const without = await launch([...words, "--format", "json"]).ended;
    expect(without.out).not.toContain("mcp/env-fallback-token");
    for (const secret of [stack.token, ...stack.secrets()]) expect(`${out}${err}`.includes(secret)).toBe(false);
  });

  it("starts a stdio server with both homes, and says before that it does", async () => {
    const stack = await lab.open("mcp-stdio-alone");
    const { exitCode, out, err } = await launch(["check", ...(await written(stack)), "--verbose"]).ended;
    expect(exitCode).toBe(0);
    expect(err).toContain("a command on this machine, started twice (node)");
    expect(out).toContain("with an empty HOME");
    expect(out).toContain("AWS_ACCESS_KEY_ID");
    expect(`${out}${err}`).not.toContain("ambient-secret");
    expect(`${out}${err}`).not.toContain(stack.token);
  });

  it("leaves a scenario's further tokens where the printed command finds them", async () => {
    const dir = join(folder, "further");
    const { child, text, ended } = launch(["lab", "--scenario", "mcp-mixed-users", "--write", dir]);
    await until(() => text.out.includes("npm run -s bonafide"));
    expect(text.out).toContain(" --other-token-env LAB_OTHER_TOKEN");
    expect((await stat(join(dir, "env"))).mode & 0o777).toBe(0o600);
    const [, other = ""] = /^export LAB_OTHER_TOKEN='([^']+)'$/m.exec(await readFile(join(dir, "env"), "utf8")) ?? [];
    expect(text.out).not.toContain(other);
    const files = ["--target-file", join(dir, "target.json"), "--token-file", join(dir, "token")];
    const checked = launch(["check", ...files, "--other-token-env", "LAB_OTHER_TOKEN"], "", { LAB_OTHER_TOKEN: other });
    expect((await checked.ended).out).toContain("mcp/mixed-users");
    child.kill("SIGTERM");
    expect((await ended).exitCode).toBe(0);
  });

  it("is stopped by a signal, reports what it has, and ends with 130", async () => {
    const stack = await lab.baseline();
    stack.setDelay(20_000);
    const { child, text, ended } = launch(["check", ...(await written(stack)), "--format", "json"]);
    await until(() => stack.requests().length > 0);
    child.kill("SIGINT");
    const { exitCode, out } = await ended;
    expect(exitCode).toBe(130);
    expect(reportSchema.parse(JSON.parse(out)).run.state).toBe("cancelled");
    expect(text.err).toContain("(cancelled)");
  });

  it("inspects a token without sending anything", async () => {
    const stack = await lab.baseline();
    const words = ["token", "inspect", "--token-stdin", "--format", "json"];
    const { exitCode, out } = await launch(words, stack.token).ended;
    expect({ exitCode, kind: JSON.parse(out).token.kind }).toEqual({ exitCode: 0, kind: "catalog-jwt" });
    expect(stack.requests()).toEqual([]);
    expect(out).not.toContain(stack.token);
  });

  it("runs a lab of its own until it is told to stop, and a check against it passes", async () => {
    const dir = join(folder, "written");
    const { child, text, ended } = launch(["lab", "--write", dir]);
    await until(() => text.out.includes("npm run -s bonafide"));
    expect((await stat(join(dir, "token"))).mode & 0o777).toBe(0o600);
    const token = (await readFile(join(dir, "token"), "utf8")).trim();
    expect(text.out).not.toContain(token);
    const files = ["--target-file", join(dir, "target.json"), "--token-file", join(dir, "token")];
    expect((await launch(["check", ...files]).ended).exitCode).toBe(0);
    child.kill("SIGTERM");
    expect((await ended).exitCode).toBe(0);
  });
});
