import { describe, expect, it } from "vitest";
import { layers } from ".";
import { assumeRoleStrategy } from "./exchange/assume-role-strategy";
import { registry } from "./exchange/registry-strategy";
import { webIdentity } from "./exchange/web-identity-strategy";

const rows = [...layers, registry, assumeRoleStrategy, webIdentity].flatMap(({ id, findings }) =>
  Object.entries(findings).map(([reason, row]) => ({ code: `${id}/${reason}`, ...row })),
);

/** Wordings that no support engineer would use: each was found here once. */
const QUAINT =
  /\b(anew|anybody|somebody|mend(ed)?|in (the )?place of|whatever it brings|answers none|none of an|(is|are) none\b|cannot be meant|comes to nothing|is unwell|speaks no|vends?|as it stands|with the one expected)\b/;

describe("the words of a finding", () => {
  it("are a title short enough for a headline, a plain sentence without a full stop", () => {
    const odd = rows.filter(({ title }) => title.length > 100 || /[.!]$/.test(title));
    expect(odd.map(({ code, title }) => `${code}: ${title}`)).toEqual([]);
  });

  it("are a remedy in whole sentences", () => {
    const odd = rows.filter(({ remedy }) => !/^[A-Z].*\.$/.test(remedy));
    expect(odd.map(({ code, remedy }) => `${code}: ${remedy}`)).toEqual([]);
  });

  it("are plain English", () => {
    const odd = rows.filter(({ title, remedy }) => QUAINT.test(`${title} ${remedy}`));
    expect(odd.map(({ code, title, remedy }) => `${code}: ${title} ${remedy}`)).toEqual([]);
  });
});
