import { bucketNamesIn } from "@/lib/clients/registry/graphql-answer";
import { USER_AND_BUCKETS } from "@/lib/clients/registry/operations";
import { graphqlRequest } from "@/lib/clients/registry/registry-request";
import type { Purpose } from "@/lib/diagnosis/model";
import { isJsonObject } from "@/lib/json-object";
import { askRegistry } from "../shared/ask-registry";
import type { BonafideContext } from "../shared/layer-input";
import { jsonObject } from "../shared/read-answer";

/** Who the registry says a caller is, and what it shows. */
export interface RegistryView {
  /** 401 or 403: it may see nothing. */
  readonly refused: boolean;
  /** Name of `me`; null when refused or anonymous. */
  readonly user: string | null;
  readonly buckets: readonly string[];
}

/** Asks the registry directly; null where it gives no answer to compare with. */
export async function askRegistryView(
  ctx: BonafideContext,
  base: string,
  bearer: string,
  mark: { readonly purpose: Purpose; readonly step: string },
): Promise<RegistryView | null> {
  const request = graphqlRequest({ base, bearer }, USER_AND_BUCKETS);
  const result = await askRegistry(ctx, mark.purpose, request, { step: mark.step });
  if (result.status === 401 || result.status === 403) return { refused: true, user: null, buckets: [] };
  const data = result.status === 200 ? jsonObject(result)?.data : null;
  const buckets = bucketNamesIn(data);
  if (!isJsonObject(data) || buckets === null) return null;
  const user = isJsonObject(data.me) && typeof data.me.name === "string" ? data.me.name : null;
  return { refused: false, user, buckets };
}
