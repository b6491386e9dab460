/** The `data` of each complete event of a Server-Sent Events text; lines end in LF, CRLF or CR (WHATWG HTML §9.2.6). */
export function readSse(text: string): readonly string[] {
  const events: string[] = [];
  let data: string[] = [];
  for (const line of completeLines(text)) {
    if (line === "") {
      if (data.length > 0) events.push(data.join("\n"));
      data = [];
      continue;
    }
    const [, name = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === "data") data.push(value);
  }
  return events;
}

/** Lines that have ended. The blank line that ends the last event may be cut off with the stream. */
function completeLines(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const rest = lines.pop() ?? "";
  return rest === "" ? [...lines, ""] : lines;
}
