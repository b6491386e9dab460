import { describe, expect, it } from "vitest";
import { compareUsers, type Side, type UserAnswer, type UserAnswers } from "./compare-users";

const role = (name: string) => `arn:aws:sts::111122223333:assumed-role/${name}/session`;
const list = (side: Side, ...buckets: string[]): UserAnswer => ({
  side,
  tool: "bucket_list",
  observed: "accepted",
  buckets,
  arn: null,
});
const who = (side: Side, arn: string): UserAnswer => ({ ...list(side), tool: "discover_permissions", arn });
const refused = (side: Side, tool = "bucket_list"): UserAnswer => ({ ...list(side), tool, observed: "refused" });
const view = (user: string, ...buckets: string[]) => ({ refused: false, user, buckets });

function compare(given: Partial<UserAnswers>) {
  const alone = [list("own", "a"), list("other", "b")];
  const direct = { own: view("ada", "a"), other: view("bob", "b") };
  return compareUsers({ direct, alone, together: [list("own", "a"), list("other", "b")], ...given });
}
const traitOf = (compared: ReturnType<typeof compare>, name: string) =>
  compared.traits.find((trait) => trait.name === name);

describe("two users' answers", () => {
  it("are kept apart where each shows its own", () => {
    const compared = compare({});
    expect(compared).toMatchObject({ leaks: [], toldApart: true, answered: 2 });
    expect(traitOf(compared, "buckets")).toEqual({
      name: "buckets",
      own: "a",
      other: "b",
      together: "2 answers at once, none held the other's",
      mark: "good",
    });
  });

  it.each<[Side, UserAnswer]>([
    ["own", list("own", "b")],
    ["other", list("other", "b", "a")],
  ])("are mixed where %s is shown what only the other may see", (side, answer) => {
    const compared = compare({ together: [answer] });
    const shows = side === "own" ? ["b"] : ["a"];
    expect(compared.leaks).toEqual([{ to: side, tool: "bucket_list", shows, at: "once" }]);
    expect(traitOf(compared, "buckets")?.mark).toBe("bad");
  });

  it("are mixed where the one with fewer rights is shown the rest, and not where the other is shown fewer", () => {
    const direct = { own: view("ada", "a", "b"), other: view("bob", "b") };
    const alone = [list("own", "a", "b"), list("other", "b")];
    expect(compare({ direct, alone, together: [list("own", "b")] }).leaks).toEqual([]);
    expect(compare({ direct, alone, together: [list("other", "a", "b")] }).leaks).toHaveLength(1);
  });

  it("tell nothing where both may see the same", () => {
    const direct = { own: view("ada", "a"), other: view("bob", "a") };
    const compared = compare({ direct, alone: [list("own", "a"), list("other", "a")], together: [list("own", "a")] });
    expect(compared).toMatchObject({ leaks: [], toldApart: false });
    expect(traitOf(compared, "buckets")).toMatchObject({
      mark: "unknown",
      together: "cannot tell: both may see the same",
    });
  });

  it("are measured by what each got alone where the registry says nothing", () => {
    const direct = { own: null, other: null };
    expect(compare({ direct, together: [list("own", "b")] }).leaks).toHaveLength(1);
    expect(compare({ direct, alone: [list("own", "a")], together: [list("own", "b")] })).toMatchObject({
      leaks: [],
      toldApart: false,
    });
  });

  it("do not blame the server for what it shows each of them alone as well", () => {
    const alone = [list("own", "a", "x"), list("other", "b", "a", "x")];
    const compared = compare({ alone, together: [list("other", "a", "b", "x")] });
    expect(compared.leaks).toEqual([]);
  });

  it("are mixed where the other, calling later and alone, is shown what was this user's", () => {
    const compared = compare({ alone: [list("own", "a"), list("other", "a")], together: [] });
    expect(compared.leaks).toEqual([{ to: "other", tool: "bucket_list", shows: ["a"], at: "different times" }]);
    expect(traitOf(compared, "buckets")?.together).toContain("an answer after the other user's");
  });
});

describe("a user who is refused", () => {
  const direct = { own: view("ada", "a"), other: { refused: true, user: null, buckets: [] } };
  const alone = [list("own", "a"), refused("other")];

  it("is no fault while it stays so", () => {
    const compared = compare({ direct, alone, together: [list("own", "a"), refused("other")] });
    expect(compared).toMatchObject({ leaks: [], toldApart: true });
    expect(traitOf(compared, "buckets")).toMatchObject({ other: "refused", mark: "good" });
  });

  it("is one as soon as it is served beside the other", () => {
    expect(compare({ direct, alone, together: [list("other", "a")] }).leaks).toHaveLength(1);
  });

  it("is one by its AWS identity too", () => {
    const identities = [who("own", role("Ada")), refused("other", "discover_permissions")];
    const compared = compare({ alone: identities, together: [who("other", role("Ada"))] });
    expect(compared.leaks.map(({ tool }) => tool)).toEqual(["discover_permissions"]);
  });
});

describe("the AWS identity of each", () => {
  const alone = [who("own", role("Ada")), who("other", role("Bob"))];

  it("tells them apart by the role, whatever the session is called", () => {
    const other = role("Ada").replace("/session", "/another");
    expect(compare({ alone, together: [who("own", other)] }).leaks).toEqual([]);
    expect(compare({ alone, together: [who("own", role("Bob"))] }).leaks).toEqual([
      { to: "own", tool: "discover_permissions", shows: [role("Bob")], at: "once" },
    ]);
  });

  it("tells nothing where both have the same role", () => {
    const same = [who("own", role("Ada")), who("other", role("Ada"))];
    const compared = compare({ alone: same, together: [who("own", role("Ada"))] });
    expect(traitOf(compared, "AWS identity")?.mark).toBe("unknown");
    expect(compared.leaks).toEqual([]);
  });

  it("is said of nobody where the tool was not asked", () => {
    expect(traitOf(compare({}), "AWS identity")).toBeUndefined();
  });
});

it("says where both tokens are of one user", () => {
  const direct = { own: view("ada", "a"), other: view("ada", "a") };
  expect(traitOf(compare({ direct }), "user at the registry")).toMatchObject({ mark: "unknown", own: "ada" });
});

describe("what is said of two users", () => {
  const wordsOf = (given: Partial<UserAnswers>, name = "buckets") => {
    const trait = traitOf(compare(given), name);
    return trait === undefined ? null : [trait.own, trait.other, trait.together, trait.mark];
  };
  const six = ["a", "c", "d", "e", "f", "g"];

  it("lists five names at most, and how many more there are", () => {
    const direct = (names: readonly string[]) => ({ own: view("ada", ...names), other: view("bob") });
    expect(wordsOf({ direct: direct(six) })?.slice(0, 2)).toEqual(["a, c, d, e, f and 1 more", "none"]);
    expect(wordsOf({ direct: direct(six.slice(0, 5)) })?.[0]).toBe("a, c, d, e, f");
  });

  it("names what each was shown of the other, and in how many answers", () => {
    const direct = { own: view("ada", "a"), other: view("bob", "b", "c") };
    const together = [list("own", "a", "b"), list("own", "c", "b"), list("own", "a"), list("other", "b", "a")];
    expect(wordsOf({ direct, together })).toEqual([
      "a",
      "b, c",
      "3 of 4 answers at once held the other's: b, c, a",
      "bad",
    ]);
  });

  it("counts answers at once alone, though one later held the other's as well", () => {
    const alone = [list("own", "a"), list("other", "a")];
    const direct = { own: view("ada", "a", "x"), other: view("bob", "b") };
    const compared = compare({ direct, alone, together: [list("other", "x")] });
    expect(compared.leaks.map(({ at }) => at)).toEqual(["once", "different times"]);
    expect(traitOf(compared, "buckets")?.together).toBe("1 of 1 answers at once held the other's: x, a");
  });

  it("is nothing where no answer held data, whatever a refusal would have shown", () => {
    const together = [{ ...list("own", "b"), observed: "refused" as const }, refused("other")];
    const compared = compare({ together });
    expect(compared).toMatchObject({ answered: 0, leaks: [], toldApart: true });
    expect(wordsOf({ together })).toEqual(["a", "b", "cannot tell: no answer with data", "unknown"]);
  });

  it("is that nobody said, where neither the registry nor the server did", () => {
    const silent = { ...list("own", "a"), observed: "no-answer" as const };
    const direct = { own: null, other: null };
    expect(wordsOf({ direct, alone: [silent] })).toEqual([
      "not said",
      "not said",
      "cannot tell: both may see the same",
      "unknown",
    ]);
    expect(wordsOf({ direct }, "user at the registry")?.slice(0, 3)).toEqual(["not said", "not said", ""]);
    const anonymous = { own: { ...view("ada"), user: null }, other: null };
    expect(wordsOf({ direct: anonymous }, "user at the registry")?.slice(0, 2)).toEqual(["nobody", "not said"]);
  });

  it("takes another tool's answer for no list of buckets", () => {
    const odd = { ...who("own", role("Ada")), buckets: ["b"] };
    expect(compare({ alone: [odd], direct: { own: null, other: view("bob", "b") }, together: [odd] }).leaks).toEqual(
      [],
    );
  });
});

describe("what the other is shown later, alone", () => {
  const alone = [list("own", "a"), list("other", "a")];
  const leaks = (given: Partial<UserAnswers>) => compare({ alone, together: [], ...given }).leaks;

  it("is judged only where the registry knows both", () => {
    expect(leaks({ direct: { own: view("ada", "a"), other: null } })).toEqual([]);
    expect(leaks({ direct: { own: null, other: view("bob", "b") } })).toEqual([]);
    const barred = { refused: true, user: null, buckets: [] };
    expect(leaks({ direct: { own: view("ada", "a"), other: barred } })).toEqual([]);
    expect(leaks({ direct: { own: { ...barred, buckets: ["a"] }, other: view("bob", "b") } })).toEqual([]);
  });

  it("is not judged where the server shows this user more than the registry does", () => {
    expect(leaks({ alone: [list("own", "a", "z"), list("other", "a")] })).toEqual([]);
  });

  it("is not judged where this user got no list, or the other none", () => {
    expect(leaks({ alone: [list("other", "a")] })).toEqual([]);
    expect(leaks({ alone: [list("own", "a")] })).toEqual([]);
    expect(leaks({ alone: [list("own", "a"), { ...who("other", role("Bob")), buckets: ["a"] }] })).toEqual([]);
  });
});

describe("identities", () => {
  const user = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
  const traits = (given: Partial<UserAnswers>) => traitOf(compare(given), "AWS identity");

  it("that are no role sessions are compared as they are", () => {
    const alone = [who("own", user("ada")), who("other", user("bob"))];
    const compared = compare({ alone, together: [who("own", user("bob")), who("other", user("bob"))] });
    expect(compared.leaks).toEqual([{ to: "own", tool: "discover_permissions", shows: [user("bob")], at: "once" }]);
    const same = [who("own", user("ada")), who("other", user("ada"))];
    expect(traits({ alone: same })).toMatchObject({ mark: "unknown" });
    expect(traits({ alone: [who("own", "odd"), who("other", "odd")] })?.mark).toBe("unknown");
  });

  it("are not compared where the tool told this user none, or the other was not asked", () => {
    expect(traits({ alone: [{ ...who("own", ""), arn: null }, who("other", role("Bob"))] })).toBeUndefined();
    expect(traits({ alone: [who("own", role("Ada"))] })).toBeUndefined();
  });

  it("tell nothing where the other's is not said, and much where it is refused", () => {
    const other = { ...who("other", ""), arn: null };
    expect(traits({ alone: [who("own", role("Ada")), other] })).toEqual({
      name: "AWS identity",
      own: role("Ada"),
      other: "not said",
      together: "cannot tell: both may see the same",
      mark: "unknown",
    });
    const barred = [who("own", role("Ada")), refused("other", "discover_permissions")];
    expect(traits({ alone: barred, together: [who("own", role("Ada"))] })).toEqual({
      name: "AWS identity",
      own: role("Ada"),
      other: "refused",
      together: "1 answers at once, none held the other's",
      mark: "good",
    });
  });

  it("count the answers of the tool that tells them, and of it alone", () => {
    const alone = [who("own", role("Ada")), who("other", role("Bob"))];
    const together = [
      who("own", role("Ada")),
      { ...who("own", role("Bob")), observed: "refused" as const },
      { ...list("own", "a"), arn: role("Bob") },
      { ...who("own", ""), arn: null },
    ];
    expect(traits({ alone, together })).toMatchObject({ together: "2 answers at once, none held the other's" });
  });
});
