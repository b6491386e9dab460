/**
 * @typedef {{ observed: "accepted" | "refused" | "no-answer", counts: boolean, status?: number | null }} ExpectedControl
 * @typedef {{ status: string, codes?: string[], never?: string[], controls?: Record<string, ExpectedControl>,
 *   tables?: Record<string, string[][]>, rows?: Record<string, string[]>,
 *   everyControl?: ExpectedControl, tells?: string[] }} ExpectedLayer
 *   `everyControl`: of each control there is, in place of `controls`; `tells`: texts in its findings and controls
 *   `tables`: rows of a table, the mark and then the cells; `rows`: of any table, by the id of the row, words in the cells after the first
 * @typedef {{ exit: number, verdict: string, brokenLayer: string | null, code: string | null,
 *   layers: Record<string, ExpectedLayer>, requests?: Record<string, number> }} Expected
 * @typedef {{ name: string, origin: string, seen: { method: string, status: number | null, agent: string }[] }} ServerLog
 */

/** @param {string} what @param {unknown} expected @param {unknown} actual @returns {string[]} */
function differs(what, expected, actual) {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return [];
  return [`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
}

/**
 * What of a run differs from the row's expectation.
 * @param {import("./cli.mjs").CliRun} run
 * @param {Expected} expected
 * @returns {string[]} one sentence per difference; empty when all is as expected
 */
export function differences(run, expected) {
  const { report } = run;
  if (report === null || typeof report !== "object") {
    return [`no JSON report on stdout (exit ${run.exit}): ${(run.stderr || run.stdout).slice(-600).trim()}`];
  }
  const { verdict, brokenLayer, code } = report.run;
  const layers = new Map(report.layers.map((/** @type {{ id: string }} */ layer) => [layer.id, layer]));
  return [
    ...differs("exit", expected.exit, run.exit),
    ...differs("verdict", expected.verdict, verdict),
    ...differs("brokenLayer", expected.brokenLayer, brokenLayer),
    ...differs("code", expected.code, code),
    ...differs("state", "finished", report.run.state),
    ...differs(
      "layers",
      Object.keys(expected.layers),
      [...layers.keys()].filter((id) => expected.layers[id] !== undefined),
    ),
    // A layer that the row does not speak of does not concern it.
    ...[...layers.values()]
      .filter(({ id }) => expected.layers[id] === undefined)
      .flatMap(({ id, status }) => differs(`${id}.status`, "not-applicable", status)),
    ...Object.entries(expected.layers).flatMap(([id, layer]) =>
      layers.has(id) ? layerDifferences(id, layer, layers.get(id)) : [],
    ),
    ...Object.entries(expected.requests ?? {}).flatMap(([name, count]) =>
      differs(`requests.${name}`, count, report.run.requests[name]),
    ),
  ];
}

/** @param {string} id @param {ExpectedLayer} expected @param {any} actual @returns {string[]} */
function layerDifferences(id, expected, actual) {
  const codes = actual.findings.map((/** @type {{ code: string }} */ finding) => finding.code);
  const controls = new Map(
    actual.controls.map((/** @type {{ name: string, tool: string | null }} */ control) => [
      controlKey(control),
      control,
    ]),
  );
  const wanted = Object.entries(expected.controls ?? {});
  return [
    ...differs(`${id}.status`, expected.status, actual.status),
    ...(expected.codes ?? [])
      .filter((code) => !codes.includes(code))
      .map((code) => `${code} is missing: ${codes.join(", ") || "no findings"}`),
    ...(expected.never ?? []).filter((code) => codes.includes(code)).map((code) => `${code} should not be there`),
    ...(expected.status === "pass" && codes.some((/** @type {string} */ code) => failing(actual, code))
      ? [`${id} passes with a failing finding: ${codes.join(", ")}`]
      : []),
    ...Object.entries(expected.tables ?? {}).flatMap(([table, rows]) =>
      differs(`${id}.tables.${table}`, rows, tableRows(actual, table)),
    ),
    ...rowDifferences(id, expected.rows ?? {}, actual.tables ?? []),
    ...(expected.everyControl === undefined
      ? differs(`${id}.controls`, wanted.map(([name]) => name).sort(), [...controls.keys()].sort())
      : everyControlDiffers(id, expected.everyControl, controls)),
    ...(expected.tells ?? [])
      .filter((text) => !JSON.stringify([actual.findings, actual.controls]).includes(text))
      .map((text) => `${id} does not tell ${JSON.stringify(text)}`),
    ...wanted.flatMap(([name, control]) => controlDifferences(`${id}.${name}`, control, controls.get(name))),
  ];
}

/** @param {string} id @param {ExpectedControl} expected @param {Map<string, any>} controls @returns {string[]} */
function everyControlDiffers(id, expected, controls) {
  if (controls.size === 0) return [`${id} has no controls`];
  return [...controls].flatMap(([name, control]) => controlDifferences(`${id}.${name}`, expected, control));
}

/** @param {any} layer @param {string} wanted @returns {string[][] | null} null where the layer has no such table */
function tableRows(layer, wanted) {
  const table = (layer.tables ?? []).find((/** @type {{ id: string }} */ { id }) => id === wanted);
  return table === undefined ? null : table.rows.map((/** @type {any} */ { mark, cells }) => [mark, ...cells]);
}

/** @param {string} id @param {Record<string, string[]>} expected By the rows' ids. @param {{ rows: { id: string, cells: string[] }[] }[]} tables */
function rowDifferences(id, expected, tables) {
  const rows = new Map(tables.flatMap((table) => table.rows.map((row) => [row.id, row.cells.slice(1)])));
  return Object.entries(expected).flatMap(([name, words]) => {
    const cells = rows.get(name) ?? [];
    const held = words.length === cells.length && words.every((word, at) => cells[at]?.includes(word));
    return held ? [] : [`${id}: the row ${name} should hold ${JSON.stringify(words)}: ${JSON.stringify(cells)}`];
  });
}

/** A control is on one tool or on the layer as a whole: "tampered bucket_list", "tampered". @param {{ name: string, tool: string | null }} control */
const controlKey = ({ name, tool }) => (tool === null || tool === undefined ? name : `${name} ${tool}`);

/** @param {any} layer @param {string} code */
const failing = (layer, code) =>
  layer.findings.some((/** @type {any} */ finding) => finding.code === code && finding.severity === "fail");

/** @param {string} what @param {ExpectedControl} expected @param {any} actual @returns {string[]} */
function controlDifferences(what, expected, actual) {
  if (actual === undefined) return [];
  return [
    ...differs(`${what}.observed`, expected.observed, actual.observed),
    ...differs(`${what}.counts`, expected.counts, actual.counts),
    ...(expected.status === undefined ? [] : differs(`${what}.status`, expected.status, actual.status)),
  ];
}

/**
 * Compares the report's list of requests with what each server saw: they have to match one to one.
 * @param {any} report
 * @param {readonly ServerLog[]} logs
 * @returns {string[]}
 */
export function logDifferences(report, logs) {
  if (report === null || typeof report !== "object") return [];
  const exchanges = report.layers.flatMap((/** @type {any} */ layer) => layer.exchanges);
  const seenAtAll = logs.flatMap((log) => log.seen);
  const strangers = [...new Set(seenAtAll.map((request) => request.agent))].filter(
    (agent) => !/^bonafide\/\S+$/.test(agent),
  );
  return [
    ...logs.flatMap(({ name, origin, seen }) => {
      const reported = exchanges.filter((/** @type {any} */ exchange) => new URL(exchange.url).origin === origin);
      /** @param {{ method: string, status: number | null }} request */
      const line = ({ method, status }) => `${method} ${status}`;
      return differs(`requests seen by ${name}`, seen.map(line).sort(), reported.map(line).sort());
    }),
    ...differs("requests.total", exchanges.length, report.run.requests.total),
    ...strangers.map((agent) => `a request came with the user agent ${JSON.stringify(agent)}`),
  ];
}
