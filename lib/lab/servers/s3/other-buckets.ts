import type { StackParts } from "@/lib/lab/stack/stack-parts";

/** A bucket beside the stack's own. */
export interface OtherBucket {
  /** Its name is the stack's own bucket's, a hyphen and this. */
  readonly suffix: string;
  /** What the vended role may do there. */
  readonly role: "lists-and-reads" | "lists" | "nothing" | "denied";
  /** Null is the stack's own. */
  readonly region: string | null;
  /** Whether S3 has it: a catalog may list a bucket that is gone. */
  readonly exists: boolean;
  readonly holds: "objects" | "nothing";
  /** Whether the active role sees it in the catalog, or an admin alone. */
  readonly shownTo: "role" | "admin";
}

/** A bucket that the role may list and read, and changes of it. */
export function otherBucket(suffix: string, change: Partial<OtherBucket> = {}): OtherBucket {
  return {
    suffix,
    role: "lists-and-reads",
    region: null,
    exists: true,
    holds: "objects",
    shownTo: "role",
    ...change,
  };
}

/** The bucket of this name, if S3 has it. */
export function findOther(parts: StackParts, name: string): OtherBucket | null {
  const found = parts.config.s3.others.find((other) => nameOf(parts, other) === name);
  return found === undefined || !found.exists ? null : found;
}

/** What the registry calls a bucket, beside the stack's own. */
export function otherNames(parts: StackParts): { readonly all: readonly string[]; readonly ofRole: readonly string[] } {
  const { others } = parts.config.s3;
  const { alsoLists } = parts.config.registry;
  const ofRole = others.filter(({ shownTo }) => shownTo === "role");
  return {
    all: [...others.map((other) => nameOf(parts, other)), ...alsoLists],
    ofRole: [...ofRole.map((other) => nameOf(parts, other)), ...alsoLists],
  };
}

function nameOf({ secrets }: StackParts, { suffix }: OtherBucket): string {
  return `${secrets.bucket}-${suffix}`;
}
