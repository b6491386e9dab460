/** The property that commander stores the value of a flag such as `--catalog-url` under. */
export function optionProperty(flagName: string): string {
  return flagName.slice(2).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
