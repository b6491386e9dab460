/** Whether a target's name says that it is a stack of the lab. */
export function isLabTarget(name: string): boolean {
  return name === "lab" || name.startsWith("lab/");
}

/** The warning for a token that meets the wrong kind of target; null when there is none. */
export function labWarning(targetName: string, isLabToken: boolean, which = "This token"): string | null {
  if (isLabToken === isLabTarget(targetName)) return null;
  return isLabToken
    ? `${which} was made by the lab, and ${targetName} is not a lab target.`
    : `${which} was not made by the lab, and ${targetName} is a lab target.`;
}
