import { describe, expect, it } from "vitest";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { EvidenceRow } from "@/lib/diagnosis/model";
import { rowId } from "@/lib/diagnosis/row-id";
import { createRedactor } from "./create-redactor";
import { redactEvent } from "./redact-event";

const token = "Opaque/Sesame+Open-0123456789";

function redactRows(rows: readonly EvidenceRow[], off = false): readonly EvidenceRow[] {
  const redactor = createRedactor({ off });
  redactor.addSecret(token);
  const tables = [{ id: "places", title: "Places", columns: [{ id: "place", label: "place" }], rows }];
  const result = {
    status: "pass",
    summary: "",
    findings: [],
    facts: [],
    tables,
    startedAt: null,
    durationMs: 0,
  } as const;
  const body: RunEventBody = redactEvent(redactor, { type: "layer-finished", layer: "s3", result });
  return body.type === "layer-finished" ? (body.result.tables?.[0]?.rows ?? []) : [];
}

const named = (...names: readonly string[]): EvidenceRow => ({ id: rowId(...names), mark: "note", cells: names });

describe("the rows of a table", () => {
  it("spell no secret in their ids, which stay kebab-case and distinct", () => {
    const rows = redactRows([named(token), named(token, "raw"), named(`my ${token}`), named("raw-data")]);
    expect(JSON.stringify(rows).toLowerCase()).not.toContain("sesame");
    expect(rows.at(-1)).toEqual(named("raw-data"));
    for (const { id } of rows) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it("would spell it if nothing were redacted", () => {
    expect(redactRows([named(token)], true)[0]?.id).toContain("sesame");
  });

  it("spell no secret that stands in the id alone", () => {
    const redactor = createRedactor();
    const secret = "lower-case-secret-0123";
    redactor.addSecret(secret);
    const row = { id: `tool-${secret}`, mark: "note", cells: ["x"] } as const;
    const table = { id: "t", title: "T", columns: [{ id: "x", label: "x" }], rows: [row] };
    const result = { status: "pass", summary: "", findings: [], facts: [], tables: [table], startedAt: null } as const;
    const body = redactEvent(redactor, { type: "layer-revised", layer: "mcp", result: { ...result, durationMs: 0 } });
    expect(JSON.stringify(body)).not.toContain("secret-0123");
    expect(body).toMatchObject({ result: { tables: [{ rows: [{ id: expect.stringMatching(/^[a-z0-9-]+$/) }] }] } });
  });
});
