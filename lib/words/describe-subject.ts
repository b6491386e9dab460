import type { RunView } from "@/lib/diagnosis/reduce";

/**
 * Whom a run asks for and what they should get, in one phrase: "nobody, without a token: exchange refused, search open".
 * Null for a run that names no subject and expects to be served.
 */
export function describeSubject(view: Pick<RunView, "subject" | "token" | "layers">): string | null {
  const expected = view.layers.flatMap(({ id, expects }) => (expects === undefined ? [] : [`${id} ${expects}`]));
  if (view.subject === null && view.token !== null && expected.length === 0) return null;
  const who = [view.subject, view.token === null ? "without a token" : null].filter((part) => part !== null);
  const what = expected.length === 0 ? "served everywhere" : expected.join(", ");
  return who.length === 0 ? what : `${who.join(", ")}: ${what}`;
}
