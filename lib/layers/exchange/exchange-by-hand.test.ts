import { describe, expect, it } from "vitest";
import type { LayerInput } from "../shared/layer-input";
import { testInput } from "../shared/test-context";
import { exchange } from "./exchange";
import { base, catalogToken, REGISTRY, ROLE, roleToken, webSettings } from "./test-exchange";

const command = (input: Partial<Omit<LayerInput, "target">>, target: Partial<LayerInput["target"]> = {}) =>
  exchange.byHand(testInput({ ...input, target }));
const profile = { ...base, from: { profile: "ops team" } };
const everything = { externalId: "ext 1", sourceIdentity: "ada" };
const places = { region: "eu-west-1", aws: { stsEndpoint: "http://127.0.0.1:4566" } };

describe("the exchange by hand", () => {
  it("asks the registry for the status alone, with the token from standard input", () => {
    const lines = command({ token: catalogToken }, { registryUrl: `${REGISTRY}/` })?.split("\n");
    expect(lines?.[0]).toBe("read -rs TOKEN");
    expect(lines?.[1]).toMatch(/ -H @- -o \/dev\/null .*https:\/\/registry\.example\.org\/api\/auth\/get_credentials$/);
    expect(lines).toHaveLength(2);
  });

  it("looks the registry up where only the catalog is known, and is none where neither is", () => {
    const lines = command({ token: catalogToken }, { catalogUrl: "https://catalog.example.org" })?.split("\n");
    expect(lines?.[0]).toContain("https://catalog.example.org/config.json");
    expect(lines?.slice(1)[0]).toBe("read -rs TOKEN");
    expect(command({ token: catalogToken })).toBeNull();
  });

  it("assumes the role with the variables that the target names, and holds no secret", () => {
    const role = `--role-arn ${ROLE} --role-session-name bonafide-by-hand`;
    expect(command({ token: roleToken }, { exchange: { base } })).toBe(
      'AWS_ACCESS_KEY_ID="$BASE_AWS_ACCESS_KEY_ID" AWS_SECRET_ACCESS_KEY="$BASE_AWS_SECRET_ACCESS_KEY"' +
        ` AWS_SESSION_TOKEN="$BASE_AWS_SESSION_TOKEN" \\\n  aws sts assume-role ${role}` +
        " --query AssumedRoleUser.Arn --output text",
    );
  });

  it("assumes the role with a profile, and with all that the target sets", () => {
    expect(command({ token: roleToken }, { ...places, exchange: { base: profile, ...everything } })).toBe(
      `aws sts assume-role --role-arn ${ROLE} --role-session-name bonafide-by-hand --external-id 'ext 1'` +
        " --source-identity ada --region eu-west-1 --endpoint-url http://127.0.0.1:4566 --profile 'ops team'" +
        " --query AssumedRoleUser.Arn --output text",
    );
  });

  it("gives AWS the token by standard input, so that it is in no argument", () => {
    const exchanged = { exchange: webSettings };
    expect(command({ token: roleToken }, exchanged)).toBe(
      'read -rs TOKEN\nprintf %s "$TOKEN" | aws sts assume-role-with-web-identity --no-sign-request' +
        ` --role-arn ${ROLE} --role-session-name bonafide-by-hand --web-identity-token file:///dev/stdin` +
        " --query AssumedRoleUser.Arn --output text",
    );
    expect(command({ token: roleToken }, { ...places, ...exchanged })).toContain(
      " --region eu-west-1 --endpoint-url http://127.0.0.1:4566 --query",
    );
  });

  it.each([
    ["base credentials", { token: roleToken }, {}],
    ["a token", { token: null }, { strategy: "assume-role" as const, base }],
    ["a role for the base credentials", { token: catalogToken }, { strategy: "assume-role" as const, base }],
    ["a role for the token", { token: catalogToken }, { strategy: "web-identity" as const }],
  ])("is none without %s", (_, input, settings) => {
    expect(command(input, { exchange: settings })).toBeNull();
  });
});
