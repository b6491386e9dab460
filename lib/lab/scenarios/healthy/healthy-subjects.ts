import {
  withCatalog,
  withCatalogToken,
  withRegistry,
  withSubject,
  withTarget,
  withToken,
} from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec, lapsed } from "@/lib/lab/stack/token-spec";
import { nobodyStack, openStackForNobody } from "../given-stacks";
import { defineHealthy } from "../scenario";

/** Runs for somebody who should get less than a user, and does. */
export const healthySubjects = defineHealthy([
  {
    id: "healthy-nobody",
    title: "A caller without a token is refused everywhere",
    story: "The subject has no token and should get nothing. The calls without a token are refused, which is right.",
    given: nobodyStack,
  },
  {
    id: "healthy-open-to-nobody",
    title: "Anyone may search, but nobody gets credentials without a token",
    story:
      "The catalog is open. A caller without a token finds results, as the target expects, and still gets no AWS credentials.",
    given: openStackForNobody,
  },
  {
    id: "healthy-open-to-a-user",
    title: "The open catalog serves a logged-in user too",
    story:
      "The catalog is open, and the target says so: that anyone may search does not spoil a run with a good token.",
    given: (config) =>
      withSubject(
        withTarget(withRegistry(withCatalog(config, { alwaysRequiresAuth: false }), { bucketIsOpen: true }), {
          mcpUrl: null,
        }),
        { access: { search: "open" } },
      ),
  },
  {
    id: "healthy-lapsed-subject",
    title: "An expired token is refused, as it should be",
    story:
      "The subject has an expired token, and the target says that it must be refused. The findings about its claims are only warnings.",
    codes: ["claims/expired"],
    given: (config) =>
      withSubject(withTarget(withToken(config, lapsed(catalogTokenSpec())), { mcpUrl: null }), {
        access: { exchange: "refused", search: "refused" },
      }),
  },
  {
    id: "healthy-forged-subject",
    title: "A forged token is refused, as it should be",
    story:
      "The subject has a token signed with another secret, and the target says that it must be refused. The finding about its signature is only a warning.",
    codes: ["signature/mismatch"],
    given: (config) =>
      withSubject(withTarget(withCatalogToken(config, { signer: "other-secret" }), { mcpUrl: null }), {
        access: { exchange: "refused", search: "refused" },
      }),
  },
  {
    id: "healthy-refused-user",
    title: "A user without permissions is refused, as the target says",
    story: "The registry knows the user but allows nothing, which is what this subject should get.",
    given: (config) =>
      withSubject(withTarget(withRegistry(config, { user: "forbidden" }), { mcpUrl: null }), {
        access: { exchange: "refused", search: "refused" },
      }),
  },
]);
