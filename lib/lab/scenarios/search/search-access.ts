import { withCatalog, withFault, withRegistry, withSubject, withTarget } from "@/lib/lab/stack/config-changes";
import { gatePage, jsonAnswer, jsonBody } from "../fault-actions";
import { nobodyStack, openStackForNobody } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Who is served at search, and as whom. */
export const searchAccess = defineScenarios("search", [
  {
    id: "search-not-enforced-open",
    title: "An open stack takes a forged token for the user",
    story:
      "The catalog allows anonymous visitors. A token with a wrong signature is not treated as anonymous but as its user.",
    codes: ["mcp/not-enforced", "search/not-enforced"],
    verdict: "fail",
    code: "search/not-enforced",
    given: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
    fault: (config) => withRegistry(config, { badTokenIs: "served" }),
  },
  {
    id: "search-unauthorized",
    title: "Only search refuses the token",
    story:
      "The exchange accepts the token and S3 lists the bucket, but GraphQL answers 401: two services behind one registry disagree.",
    codes: ["search/unauthorized"],
    verdict: "fail",
    code: "search/unauthorized",
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "graphql",
        on: "every",
        action: jsonAnswer(401, "Token could not be deserialized"),
        log: "auth.reject reason=bad_signature",
      }),
  },
  {
    id: "search-forbidden",
    title: "The user may not search",
    story: "GraphQL knows the user but answers 403.",
    codes: ["search/forbidden"],
    verdict: "fail",
    code: "search/forbidden",
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "graphql",
        on: "genuine",
        action: jsonAnswer(403, "You are not allowed to do this"),
      }),
  },
  {
    id: "search-blocked-in-front",
    title: "A firewall refuses every caller at search",
    story:
      "A rule of the firewall blocks the GraphQL path for everybody with a page of its own. The exchange on the same host works, so nothing is wrong with the token.",
    codes: ["search/blocked-in-front"],
    verdict: "fail",
    code: "search/blocked-in-front",
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "graphql",
        on: "every",
        action: gatePage(403, "Forbidden", "awselb/2.0"),
      }),
  },
  {
    id: "search-refused-by-code",
    title: "GraphQL refuses the token by a code",
    story: "200, no data, and extensions.code UNAUTHENTICATED: a refusal, though the status says otherwise.",
    codes: ["search/unauthorized"],
    verdict: "fail",
    code: "search/unauthorized",
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "graphql",
        on: "every",
        action: jsonBody(200, {
          data: null,
          errors: [{ message: "Not Authorised!", extensions: { code: "UNAUTHENTICATED" } }],
        }),
      }),
  },
  {
    id: "search-parser-trips",
    title: "GraphQL trips over a bad token",
    story:
      "A wrong token makes a resolver's parser fail: INTERNAL_SERVER_ERROR, and a message that happens to hold the word token. That is no refusal.",
    codes: ["search/control-unanswered"],
    verdict: "inconclusive",
    code: "search/control-unanswered",
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "graphql",
        on: "imposter",
        action: jsonBody(200, {
          data: null,
          errors: [
            {
              message: "Unexpected token < in JSON at position 0",
              extensions: { code: "INTERNAL_SERVER_ERROR" },
            },
          ],
        }),
      }),
  },
  {
    id: "search-anonymous",
    title: "Search ignores the token",
    story: "GraphQL answers 200 and says that nobody is logged in: a proxy strips the Authorization header.",
    codes: ["mcp/not-enforced", "mcp/tool-failed", "search/anonymous"],
    verdict: "fail",
    code: "search/anonymous",
    fault: (config) => withRegistry(config, { ignoresTokens: true }),
  },
  {
    id: "search-anonymous-access",
    title: "The catalog and the bucket are both open",
    story: "Visitors without a token find the same results, so finding them proves nothing about this token.",
    codes: ["search/anonymous-access"],
    verdict: "inconclusive",
    code: "search/anonymous-access",
    given: (config) => withRegistry(config, { bucketIsOpen: true }),
    fault: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
  },
  {
    id: "search-bad-token-anonymous",
    title: "An open stack treats a bad token as no token",
    story: "A token with a wrong signature is served as an anonymous visitor, hits included.",
    codes: ["mcp/not-enforced", "search/anonymous-access"],
    verdict: "fail",
    code: "mcp/not-enforced",
    given: (config) => withRegistry(config, { bucketIsOpen: true, badTokenIs: "anonymous" }),
    fault: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
  },
  {
    id: "search-legacy-not-enforced",
    title: "The legacy search answers anyone",
    story: "The old search endpoint returns hits without a token.",
    codes: ["search/not-enforced"],
    verdict: "fail",
    code: "search/not-enforced",
    given: (config) => withTarget(config, { searchApi: "legacy" }),
    fault: (config) => withRegistry(config, { unguarded: ["search"] }),
  },
  {
    id: "search-unexpected-access",
    title: "Anyone may search a private catalog",
    story: "A caller without a token gets hits but should get nothing.",
    codes: ["search/unexpected-access"],
    verdict: "fail",
    code: "search/unexpected-access",
    given: nobodyStack,
    fault: (config) => withRegistry(config, { unguarded: ["graphql"] }),
  },
  {
    id: "search-closed-to-nobody",
    title: "The open catalog is no longer open",
    story: "Anyone should be able to search, but a caller without a token is refused.",
    codes: ["search/unauthorized"],
    verdict: "fail",
    code: "search/unauthorized",
    given: openStackForNobody,
    fault: (config) => withCatalog(config, { alwaysRequiresAuth: true }),
  },
  {
    id: "search-open-not-enforced",
    title: "The open catalog believes a forged token",
    story: "Anyone may search, but an altered token is answered as its user.",
    codes: ["search/not-enforced"],
    verdict: "fail",
    code: "search/not-enforced",
    given: (config) =>
      withSubject(
        withTarget(withRegistry(withCatalog(config, { alwaysRequiresAuth: false }), { bucketIsOpen: true }), {
          mcpUrl: null,
        }),
        { access: { search: "open" } },
      ),
    fault: (config) => withRegistry(config, { badTokenIs: "served" }),
  },
]);
