/** Whether a target's name says that it is a stack of the lab. */
export function isLabTarget(name: string): boolean {
  return name === "lab" || name.startsWith("lab/") || name.startsWith("lab-");
}

/**
 * The warning for a token that meets the wrong kind of target; null when there is none. `isLabToken` is null when
 * nothing here can tell, which is so for every token whose lab runs in another process.
 */
export function labWarning(targetName: string, isLabToken: boolean | null): string | null {
  if (isLabToken === null || isLabToken === isLabTarget(targetName)) return null;
  return isLabToken
    ? `This token was made by the lab, and ${targetName} is not a lab target.`
    : `This token was not made by the lab, and ${targetName} is a lab target.`;
}
