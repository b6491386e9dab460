import { mkdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root, stamps } from "./project.mjs";

const SHOWN_LINES = 60;
const err = process.stderr;
const isLive = err.isTTY === true && (process.env.CI ?? "") === "";
const started = new Map();
let timer = null;

/** Seconds as a person reads them: "0.4 s", "21.3 s". */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

function clearLive() {
  if (isLive) err.write("\r\u001b[K");
}

function drawLive() {
  if (!isLive || started.size === 0) return;
  const running = [...started].map(([name, at]) => `${name} ${Math.round((Date.now() - at) / 1000)} s`);
  err.write(`\r\u001b[K… ${running.join(", ")}`.slice(0, (err.columns ?? 80) + 4));
}

/** Writes a line of its own, above the line of what is running. */
export function say(text) {
  clearLive();
  err.write(`${text}\n`);
  drawLive();
}

/** The last lines of a log; an empty text when there is none. */
export function tailOf(path, lines = SHOWN_LINES) {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch (error) {
    if (error.code === "ENOENT") return "";
    throw error;
  }
}

/** Where a step's own output goes. */
export function logPath(name) {
  mkdirSync(stamps, { recursive: true });
  return join(stamps, `${name.replaceAll(" ", "-")}.log`);
}

/** A step that came to nothing, with what it said last and where the rest stands. */
export function stepError(what, log) {
  const tail = tailOf(log);
  const where = relative(root, log);
  return new Error(tail === "" ? what : `${tail}\n\n${what} All it said is in ${where}.`);
}

/**
 * Runs a step and says one line when it ends, with its time. What `work` gives may hold a `note` for that line and
 * how many parts `failed`, for a step that ends in failure without throwing.
 */
export async function step(name, work) {
  const at = Date.now();
  started.set(name, at);
  if (isLive && timer === null) timer = setInterval(drawLive, 1_000).unref();
  drawLive();
  const end = (sign, note) => {
    started.delete(name);
    say(`${sign} ${name}${note === undefined ? "" : ` ${note}`} ${seconds(Date.now() - at)}`);
  };
  try {
    const result = await work();
    end(result?.failed > 0 ? "✗" : "✓", result?.note);
    return result;
  } catch (error) {
    end("✗");
    throw error;
  }
}
