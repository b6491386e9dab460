import { compareRoleSession, parseArn } from "@/lib/clients/aws/parse-arn";
import type { Observed, RowMark } from "@/lib/diagnosis/model";
import type { RegistryView } from "./ask-registry-user";

export type Side = "own" | "other";

/** What one tool told one of the two users. */
export interface UserAnswer {
  readonly side: Side;
  readonly tool: string;
  readonly observed: Observed;
  /** Names in a bucket list. */
  readonly buckets: readonly string[];
  /** Who AWS says the server is for this user; null where the tool does not say. */
  readonly arn: string | null;
}

export interface UserAnswers {
  /** What the registry says directly; null where it gave no answer to compare with. */
  readonly direct: Readonly<Record<Side, RegistryView | null>>;
  /** Each user's answers while nobody else called. */
  readonly alone: readonly UserAnswer[];
  /** Answers while the other user called as well. */
  readonly together: readonly UserAnswer[];
}

/** Something that only the other user may see, in an answer. */
export interface Leak {
  readonly to: Side;
  readonly tool: string;
  /** Names of buckets, or the ARN. */
  readonly shows: readonly string[];
  readonly at: "once" | "different times";
}

/** One thing in which two users may differ, and what their calls at once showed. */
interface UserTrait {
  readonly name: string;
  readonly own: string;
  readonly other: string;
  readonly together: string;
  readonly mark: RowMark;
}

export interface UsersCompared {
  readonly leaks: readonly Leak[];
  readonly traits: readonly UserTrait[];
  /** Whether anything tells the two apart, so that answers could show a mix. */
  readonly toldApart: boolean;
  /** Answers with data while both called. */
  readonly answered: number;
}

const SHOWN = 5;
const sides = ["own", "other"] as const;
const opposite = (side: Side): Side => (side === "own" ? "other" : "own");

/**
 * Whether one user was shown what only the other may see. What a user may see is what the registry shows directly, else
 * what the server showed while nobody else called; nothing for a user who is refused there. Where both may see the
 * same, nothing is told.
 */
export function compareUsers(answers: UserAnswers): UsersCompared {
  const buckets = compareBucketLists(answers);
  const identity = compareIdentities(answers);
  const leaks = [...buckets.leaks, ...identity.leaks];
  const traits = [userTrait(answers), buckets.trait, ...(identity.trait === null ? [] : [identity.trait])];
  return {
    leaks,
    traits,
    toldApart: buckets.toldApart || identity.toldApart,
    answered: answers.together.filter(({ observed }) => observed === "accepted").length,
  };
}

function userTrait({ direct }: UserAnswers): UserTrait {
  const said = (view: RegistryView | null) =>
    view === null ? "not said" : view.refused ? "refused" : (view.user ?? "nobody");
  const same = direct.own?.user != null && direct.own.user === direct.other?.user;
  return {
    name: "user at the registry",
    own: said(direct.own),
    other: said(direct.other),
    together: same ? "cannot tell: both tokens belong to one user" : "",
    mark: same ? "unknown" : "note",
  };
}

type Names = ReadonlySet<string>;

function compareBucketLists(answers: UserAnswers) {
  const alone = { own: listedAlone(answers, "own"), other: listedAlone(answers, "other") };
  const may = (side: Side): Names | null => {
    const view = answers.direct[side];
    return view === null ? alone[side] : new Set(view.buckets);
  };
  const only = (side: Side): Names => {
    const [mine, theirs] = [may(side), may(opposite(side))];
    if (mine === null || theirs === null) return new Set();
    const shown = alone[opposite(side)] ?? new Set();
    return new Set([...mine].filter((name) => !theirs.has(name) && !shown.has(name)));
  };
  const others = { own: only("other"), other: only("own") };
  const lists = answers.together.filter(({ tool, observed }) => tool === "bucket_list" && observed === "accepted");
  const atOnce = lists.flatMap((one): readonly Leak[] => {
    const shows = one.buckets.filter((name) => others[one.side].has(name));
    return shows.length === 0 ? [] : [{ to: one.side, tool: one.tool, shows, at: "once" }];
  });
  const leaks = [...atOnce, ...leakedAlone(answers, alone.own)];
  const toldApart = others.own.size + others.other.size > 0;
  const words = (side: Side) => {
    const names = may(side);
    if (answers.direct[side]?.refused === true) return "refused";
    return names === null ? "not said" : listed([...names]);
  };
  const trait: UserTrait = {
    name: "buckets",
    own: words("own"),
    other: words("other"),
    ...outcome(toldApart, lists.length, leaks),
  };
  return { leaks, toldApart: toldApart || leaks.length > 0, trait };
}

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return names.length === 0 ? "none" : `${names.slice(0, SHOWN).join(", ")}${more}`;
}

/** What the server listed while nobody else called; empty for a user that it refused; null when it said neither. */
function listedAlone({ alone }: UserAnswers, side: Side): Names | null {
  const answer = alone.find((one) => one.side === side && one.tool === "bucket_list");
  if (answer === undefined || answer.observed === "no-answer") return null;
  return new Set(answer.buckets);
}

/** The other user called after this one, and alone: what only this one may see was then kept from its calls. */
function leakedAlone({ direct, alone }: UserAnswers, own: Names | null): readonly Leak[] {
  const views = direct.own?.refused === false && direct.other?.refused === false;
  if (!views || own === null || direct.own === null || direct.other === null) return [];
  const [mine, theirs] = [new Set(direct.own.buckets), new Set(direct.other.buckets)];
  // A server that shows this user more than the registry does answers with an identity of its own, not with another user's.
  if ([...own].some((name) => !mine.has(name))) return [];
  const answer = alone.find(({ side, tool }) => side === "other" && tool === "bucket_list");
  const shows = (answer?.buckets ?? []).filter((name) => mine.has(name) && !theirs.has(name));
  return shows.length === 0 ? [] : [{ to: "other", tool: "bucket_list", shows, at: "different times" }];
}

function compareIdentities(answers: UserAnswers) {
  const alone = (side: Side) => answers.alone.find((one) => one.side === side && one.tool === "discover_permissions");
  const [own, other] = [alone("own"), alone("other")];
  if (own?.arn == null || other === undefined) return { leaks: [], toldApart: false, trait: null };
  const refused = other.observed === "refused";
  const toldApart = refused || (other.arn !== null && !isSameRole(own.arn, other.arn));
  const arnOf = { own: own.arn, other: other.arn };
  const given = answers.together.filter(({ tool, observed }) => tool === own.tool && observed === "accepted");
  const leaks = given.flatMap((one): readonly Leak[] => {
    const theirs = arnOf[opposite(one.side)];
    const mixed = toldApart && one.arn !== null && theirs !== null && isSameRole(theirs, one.arn);
    return mixed ? [{ to: one.side, tool: one.tool, shows: [one.arn ?? ""], at: "once" }] : [];
  });
  const trait: UserTrait = {
    name: "AWS identity",
    own: own.arn,
    other: refused ? "refused" : (other.arn ?? "not said"),
    ...outcome(toldApart, given.length, leaks),
  };
  return { leaks, toldApart, trait };
}

/** Sessions of one role have names that differ from one exchange to the next. */
function isSameRole(left: string, right: string): boolean {
  return parseArn(left)?.kind === "assumed-role" ? compareRoleSession(left, right).result === "match" : left === right;
}

function outcome(toldApart: boolean, answers: number, leaks: readonly Leak[]): Pick<UserTrait, "together" | "mark"> {
  const atOnce = leaks.filter(({ at }) => at === "once").length;
  if (leaks.length > 0) {
    const where = atOnce > 0 ? `${atOnce} of ${answers} answers at once` : "an answer after the other user's";
    const names = sides.flatMap((side) => leaks.filter(({ to }) => to === side).flatMap(({ shows }) => shows));
    return { together: `${where} held the other's: ${listed([...new Set(names)])}`, mark: "bad" };
  }
  if (!toldApart) return { together: "cannot tell: both may see the same", mark: "unknown" };
  if (answers === 0) return { together: "cannot tell: no answer with data", mark: "unknown" };
  return { together: `${answers} answers at once, none held the other's`, mark: "good" };
}
