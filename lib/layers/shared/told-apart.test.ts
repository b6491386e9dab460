import { describe, expect, it } from "vitest";
import { foreignAnswer } from "@/lib/refusals/foreign-answer";
import { toldApart } from "./told-apart";

const forbidden = (id: string) => foreignAnswer(403, {}, `{"message":"Not allowed here","requestId":"${id}"}`);
const other = foreignAnswer(401, {}, '{"message":"who are you"}');

describe("a real 403 beside its controls", () => {
  it("comes from a gate where every caller gets it, whatever ids differ", () => {
    expect(toldApart(forbidden("1f3a"), forbidden("77aa"), forbidden("90ab"))).toBe("blocked-in-front");
  });

  it("takes the token for a bad one where a tampered token alone gets it", () => {
    expect(toldApart(forbidden("1a"), other, forbidden("2b"))).toBe("rejected");
    expect(toldApart(forbidden("1a"), null, forbidden("2b"))).toBe("rejected");
  });

  it("has told the token apart where a tampered token got anything else", () => {
    expect(toldApart(forbidden("1a"), forbidden("2b"), other)).toBe("forbidden");
    expect(toldApart(forbidden("1a"), other, other)).toBe("forbidden");
  });

  it("tells nothing where no tampered token was sent", () => {
    expect(toldApart(forbidden("1a"), null, null)).toBe("forbidden");
    expect(toldApart(forbidden("1a"), forbidden("2b"), null)).toBe("forbidden");
  });

  it("is not alike where the status or the sentence differs", () => {
    const status = foreignAnswer(401, {}, forbidden("1a").text);
    const sentence = foreignAnswer(403, {}, '{"message":"No role for you","requestId":"1a"}');
    expect(toldApart(forbidden("1a"), status, status)).toBe("forbidden");
    expect(toldApart(forbidden("1a"), forbidden("1a"), sentence)).toBe("forbidden");
  });
});
