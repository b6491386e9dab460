import { expect, it } from "vitest";
import { quiltToolKind, quiltTools } from "./quilt-tools";

it("lists the 46 tools of quilt-mcp 0.22, each as reading or writing", () => {
  const kinds = Object.values(quiltTools);
  expect(kinds).toHaveLength(46);
  expect(kinds.filter((kind) => kind === "writes")).toHaveLength(21);
});

it.each([
  ["bucket_list", "reads"],
  ["admin_user_get", "reads"],
  ["bucket_objects_put", "writes"],
  ["tabulator_table_rename", "writes"],
  ["athena_query_execute", "writes"],
  ["get_weather", null],
  ["toString", null],
])("says of %s: %s", (name, kind) => {
  expect(quiltToolKind(name)).toBe(kind);
});

it("takes every name that changes something for writing", () => {
  const changing = Object.entries(quiltTools).filter(([name]) =>
    /(^|_)(put|set|remove|delete|rename|reset|configure|add)(_|$)|_create(_|$)|^package_/.test(name),
  );
  expect(changing.map(([, kind]) => kind)).toEqual(changing.map(() => "writes"));
});
