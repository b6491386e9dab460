import { expect, it } from "vitest";
import { whyNotCalled } from "./may-call-tool";
import { callOf } from "./test-runs";

const why = (tool: string, readOnly: boolean | null, allowed = false, name = tool) =>
  whyNotCalled(callOf(tool, { allowed }), { name, readOnly });

it.each([
  ["bucket_list", null, false],
  ["search_catalog", true, false],
  ["get_weather", true, false],
  ["get_weather", null, true],
  ["package_create_from_s3", true, false],
  ["package_create_from_s3", null, true],
])("%s may be called: readOnlyHint %s, allowed %s", (tool, readOnly, allowed) => {
  expect(why(tool, readOnly, allowed)).toBeNull();
});

it.each([
  ["bucket_list", false, false, "the server says that bucket_list writes, and Bonafide only reads"],
  ["bucket_list", false, true, "the server says that bucket_list writes, and Bonafide only reads"],
  ["athena_query_execute", null, false, "athena_query_execute writes, and Bonafide only reads"],
  [
    "list_reports",
    null,
    false,
    "nothing says that list_reports only reads; if it does, allow it: --allow-tool list_reports",
  ],
  [
    "constructor",
    null,
    false,
    "nothing says that constructor only reads; if it does, allow it: --allow-tool constructor",
  ],
])("%s may not: readOnlyHint %s, allowed %s", (tool, readOnly, allowed, said) => {
  expect(why(tool, readOnly, allowed)).toBe(said);
});

it("knows a tool by its own name, and speaks of it as it is offered", () => {
  expect(why("bucket_list", null, false, "quilt__bucket_list")).toBeNull();
  expect(why("catalog_configure", null, false, "quilt__catalog_configure")).toBe(
    "quilt__catalog_configure writes, and Bonafide only reads",
  );
});
