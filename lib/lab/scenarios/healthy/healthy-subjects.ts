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
    story: "The subject has no token, and should get nothing. The bare calls are refused, which is right.",
    given: nobodyStack,
  },
  {
    id: "healthy-open-to-nobody",
    title: "Anybody may search, and nobody gets credentials",
    story:
      "The catalog is open. A caller without a token finds things, as the target says, and still gets no AWS credentials.",
    given: openStackForNobody,
  },
  {
    id: "healthy-open-to-a-user",
    title: "The open catalog serves a user too",
    story:
      "The catalog is open, and the target says so: that anybody may search does not spoil a run with a good token.",
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
    title: "A lapsed token is refused, as it should be",
    story:
      "The subject brings a token that has expired, and the target says that it must be refused. Its claims only warn.",
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
      "The subject brings a token that another secret signs, and the target says that it must be refused. Its signature only warns.",
    codes: ["signature/mismatch"],
    given: (config) =>
      withSubject(withTarget(withCatalogToken(config, { signer: "other-secret" }), { mcpUrl: null }), {
        access: { exchange: "refused", search: "refused" },
      }),
  },
  {
    id: "healthy-refused-user",
    title: "A user without rights is refused, as the target says",
    story: "The registry knows the user and allows nothing, and that is what this subject should get.",
    given: (config) =>
      withSubject(withTarget(withRegistry(config, { user: "forbidden" }), { mcpUrl: null }), {
        access: { exchange: "refused", search: "refused" },
      }),
  },
]);
