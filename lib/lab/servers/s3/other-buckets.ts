import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { OtherBucket } from "./s3-config";

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
