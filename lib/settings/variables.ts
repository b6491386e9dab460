/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What a variable holds; none is called as what every object has: "constructor". */
export function variableOf(variables: Variables, name: string): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}
