import { z } from "zod";
import { type HttpRunOptions, LEAST_MS, type OptionRow, optionList, type RunOptions } from "./run-options";

const MAX_LAYERS = 20;
const MAX_LAYER_ID = 40;

/** What a value of this row may be, in a body over HTTP. */
export function optionSchema(row: OptionRow): z.ZodType {
  switch (row.kind) {
    case "switch":
      return z.boolean();
    case "choice":
      return z.enum(row.values);
    case "milliseconds":
      return z.int().min(LEAST_MS).max(row.most);
    case "layers":
    case "tools":
      return z.array(z.string().max(MAX_LAYER_ID)).min(1).max(MAX_LAYERS);
    case "text":
    case "file":
      return z.string().min(1).max(row.most);
    case "token":
      return z.string().min(1);
  }
}

/** Every option, without the bounds that only a body over HTTP has. */
export const everyOptionSchema: z.ZodType<RunOptions> = z.strictObject(
  Object.fromEntries(optionList.map(({ name, row }) => [name, unboundedSchema(row).optional()])),
);

function unboundedSchema(row: OptionRow): z.ZodType {
  if (row.kind === "file") return z.string();
  return row.kind === "layers" || row.kind === "tools" ? z.array(z.string()) : optionSchema(row);
}

/** `options` of a request over HTTP: the rows of the table that may be said there. An unknown key is an error. */
export const httpOptionsSchema: z.ZodType<HttpRunOptions> = z.strictObject(
  Object.fromEntries(
    optionList.filter(({ row }) => row.http).map(({ name, row }) => [name, optionSchema(row).optional()]),
  ),
);
