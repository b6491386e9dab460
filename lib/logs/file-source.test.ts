import { appendFile, mkdir, mkdtemp, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileSource } from "./file-source";
import type { LogSource } from "./log-source";

let folder = "";
let path = "";
let opened: LogSource | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-logs-"));
  path = join(folder, "server.log");
});
afterEach(async () => {
  await opened?.close().catch(() => {});
  opened = null;
  await rm(folder, { recursive: true, force: true });
});

function openFile(at: string): Promise<LogSource> {
  const send = () => Promise.reject(new Error("a file needs no network"));
  return fileSource.open(
    { path: at },
    { door: { send }, signal: new AbortController().signal, now: () => 0, startedAtMs: 0 },
  );
}

async function follow(): Promise<() => Promise<string[]>> {
  const source = await openFile(path);
  opened = source;
  return async () => (await source.read()).map((line) => line.message);
}

describe("a log file", () => {
  it("gives only what was written since the run began, each line once", async () => {
    await writeFile(path, "before\n");
    const read = await follow();
    await appendFile(path, "one\ntwo\n");
    expect(await read()).toEqual(["one", "two"]);
    expect(await read()).toEqual([]);
  });

  it("may appear after the run began", async () => {
    const read = await follow();
    expect(await read()).toEqual([]);
    await writeFile(path, "one\n");
    expect(await read()).toEqual(["one"]);
  });

  it("keeps an unfinished line, even within a character, for the next read", async () => {
    await writeFile(path, "");
    const read = await follow();
    const bytes = Buffer.from("naïve\n");
    await appendFile(path, bytes.subarray(0, 3));
    expect(await read()).toEqual([]);
    await appendFile(path, bytes.subarray(3));
    expect(await read()).toEqual(["naïve"]);
  });

  it("is read to its end when it is rotated, then the new file from its start", async () => {
    await writeFile(path, "before\n");
    const read = await follow();
    await appendFile(path, "last of the old\n");
    await rename(path, `${path}.1`);
    await writeFile(path, "first of the new\n");
    expect(await read()).toEqual(["last of the old", "first of the new"]);
    await appendFile(path, "second of the new\n");
    expect(await read()).toEqual(["second of the new"]);
  });

  it("is read from its start after it was cut short", async () => {
    await writeFile(path, "a long line from before\n");
    const read = await follow();
    await truncate(path, 0);
    await appendFile(path, "new\n");
    expect(await read()).toEqual(["new"]);
  });

  it("gives at most 5,000 lines at a time and loses none", async () => {
    await writeFile(path, "");
    const read = await follow();
    await appendFile(path, "x\n".repeat(7_000));
    expect(await read()).toHaveLength(5_000);
    expect(await read()).toHaveLength(2_000);
  });

  it("reads at most 1 MiB at a time and skips a line without an end", async () => {
    await writeFile(path, "");
    const read = await follow();
    await appendFile(path, `${"x".repeat(1024 * 1024)}\nafter\n`);
    expect(await read()).toEqual([]);
    expect(await read()).toEqual(["after"]);
  });

  it("must be a regular file, also where it becomes another in the middle", async () => {
    await expect(openFile(folder)).rejects.toThrow("it is not a regular file");
    await writeFile(path, "");
    const read = await follow();
    await rm(path);
    await mkdir(path);
    await expect(read()).rejects.toThrow("it is not a regular file");
  });

  it("that is not there at the end is told by closing", async () => {
    await follow();
    await expect(opened?.close()).rejects.toThrow("there is no such file");
    await writeFile(path, "");
    const read = await follow();
    await appendFile(path, "last\n");
    await rm(path);
    expect(await read()).toEqual(["last"]);
    await expect(opened?.close()).rejects.toThrow("the file was deleted while the run went on");
  });
});
