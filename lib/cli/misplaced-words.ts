import type { MisplacedToken } from "@/lib/run/misplaced-tokens";

const names = { own: "This token", other: "The other token", reference: "The reference token" } as const;

/** The warning for a token that meets the wrong kind of target. */
export function misplacedWords({ which, fromLab }: MisplacedToken, targetName: string): string {
  return fromLab
    ? `${names[which]} was made by the lab, and ${targetName} is not a lab target.`
    : `${names[which]} was not made by the lab, and ${targetName} is a lab target.`;
}
