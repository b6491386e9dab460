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
      together: "not told: both may see the same",
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
