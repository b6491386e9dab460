/** What the names of the lab's own targets begin with. */
export const LAB_PREFIX = "lab/";

/** Whether a target's name says that it is a stack of the lab. */
export function isLabTarget(name: string): boolean {
  return name === "lab" || name.startsWith(LAB_PREFIX);
}
