import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { searchAnonymous } from "../scenarios/search-anonymous";
import { searchAnonymousAccess } from "../scenarios/search-anonymous-access";
import { searchBadTokenAnonymous } from "../scenarios/search-bad-token-anonymous";
import { searchClockSkew } from "../scenarios/search-clock-skew";
import { searchClosedToNobody } from "../scenarios/search-closed-to-nobody";
import { searchConnectionReset } from "../scenarios/search-connection-reset";
import { searchControlUnanswered } from "../scenarios/search-control-unanswered";
import { searchForbidden } from "../scenarios/search-forbidden";
import { searchGraphqlError } from "../scenarios/search-graphql-error";
import { searchIndexEmpty } from "../scenarios/search-index-empty";
import { searchIndexStale } from "../scenarios/search-index-stale";
import { searchInvalidInput } from "../scenarios/search-invalid-input";
import { searchLegacyError } from "../scenarios/search-legacy-error";
import { searchLegacyNotEnforced } from "../scenarios/search-legacy-not-enforced";
import { searchNoHits } from "../scenarios/search-no-hits";
import { searchNotEnforced } from "../scenarios/search-not-enforced";
import { searchNotEnforcedOpen } from "../scenarios/search-not-enforced-open";
import { searchNotFound } from "../scenarios/search-not-found";
import { searchNotJson } from "../scenarios/search-not-json";
import { searchNotRepeatable } from "../scenarios/search-not-repeatable";
import { searchOpenNotEnforced } from "../scenarios/search-open-not-enforced";
import { searchOperationError } from "../scenarios/search-operation-error";
import { searchRateLimited } from "../scenarios/search-rate-limited";
import { searchRedirected } from "../scenarios/search-redirected";
import { searchServerError } from "../scenarios/search-server-error";
import { searchTimeout } from "../scenarios/search-timeout";
import { searchTooLarge } from "../scenarios/search-too-large";
import { searchUnauthorized } from "../scenarios/search-unauthorized";
import { searchUnexpectedAccess } from "../scenarios/search-unexpected-access";

/** Scenarios of the group `search`, in the order in which they are listed. */
export const searchScenarios: readonly Scenario[] = [
  searchConnectionReset,
  searchTimeout,
  searchRedirected,
  searchRateLimited,
  searchServerError,
  searchNotFound,
  searchTooLarge,
  searchClockSkew,
  searchNotEnforced,
  searchNotEnforcedOpen,
  searchControlUnanswered,
  searchNotRepeatable,
  searchUnauthorized,
  searchForbidden,
  searchAnonymous,
  searchGraphqlError,
  searchInvalidInput,
  searchOperationError,
  searchNoHits,
  searchIndexEmpty,
  searchIndexStale,
  searchNotJson,
  searchAnonymousAccess,
  searchBadTokenAnonymous,
  searchLegacyError,
  searchLegacyNotEnforced,
  searchUnexpectedAccess,
  searchClosedToNobody,
  searchOpenNotEnforced,
];
