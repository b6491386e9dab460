import { LEAST_MS, type OptionName, optionList, type RunOptions as PlainOptions } from "@/lib/wire/run-options";

/** What stands in the page's controls, by option: a switch, a choice, or a number as typed. A secret text never does. */
export type PageOptions = Readonly<Partial<Record<OptionName, string | boolean>>>;

/** Options as they go into a request body. */
export type RunOptions = Readonly<Partial<Record<OptionName, string | number | boolean>>>;

/** The options that the page has a control for, in the table's order. */
export const pageOptions = optionList.filter(({ row }) => row.page !== null);

/** The choice that is set, or the usual one; the empty text for an option that is none. */
export function choiceIn(options: PageOptions, name: OptionName): string {
  const row = pageOptions.find((one) => one.name === name)?.row;
  return String(options[name] ?? (row?.kind === "choice" ? row.usual : ""));
}

/** A deadline as typed: ms from 50 to `most`, null for the default, or `faulty`. Thousands may be set apart. */
export function readMs(typed: string | boolean | undefined, most: number): number | null | "faulty" {
  const text = String(typed ?? "").replace(/[\s,_]/g, "");
  if (text === "") return null;
  const ms = Number(text);
  return /^\d+$/.test(text) && ms >= LEAST_MS && ms <= most ? ms : "faulty";
}

/** Whether a number is typed that cannot be sent. */
export function hasFaultyOption(options: PageOptions): boolean {
  return pageOptions.some(
    ({ name, row }) => row.kind === "milliseconds" && readMs(options[name], row.most) === "faulty",
  );
}

/** The options as they are set: the choices, the switches that were touched, and the numbers that were typed. */
export function chosenOptions(options: PageOptions): RunOptions {
  const chosen: Partial<Record<OptionName, string | number | boolean>> = {};
  for (const { name, row } of pageOptions) {
    // One that was never touched is left out: a scenario of the lab may have its own way.
    if (row.kind === "switch" && options[name] !== undefined) chosen[name] = options[name] === true;
    if (row.kind === "choice") chosen[name] = choiceIn(options, name);
    if (row.kind === "milliseconds") {
      const ms = readMs(options[name], row.most);
      if (typeof ms === "number") chosen[name] = ms;
    }
  }
  return chosen;
}

/** Of those only what decides how much is sent: a deadline does not. */
export function countedOptions(options: PageOptions): RunOptions {
  const chosen = { ...chosenOptions(options) };
  for (const { name, row } of pageOptions) if (row.kind === "milliseconds") delete chosen[name];
  return chosen;
}

/** The controls as a scenario of the lab sets them. */
export function shownAs(options: PlainOptions): PageOptions {
  const shown: Partial<Record<OptionName, string | boolean>> = {};
  for (const { name, row } of pageOptions) {
    const value = options[name];
    if (!row.secret && value !== undefined) shown[name] = typeof value === "boolean" ? value : String(value);
  }
  return shown;
}
