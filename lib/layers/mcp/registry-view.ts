import type { Purpose } from "@/lib/diagnosis/model";
import { isJsonObject, jsonObject } from "../shared/answers";
import type { BonafideContext } from "../shared/layer-input";

/** Who the registry says a caller is, and what it shows. */
export interface RegistryView {
  /** 401 or 403: it may see nothing. */
  readonly refused: boolean;
  /** Name of `me`; null when refused or anonymous. */
  readonly user: string | null;
  readonly buckets: readonly string[];
}

/** What quilt-mcp's bucket_list asks, and who asks (quilt:shared/graphql/schema.graphql). */
const DOCUMENT = "query BonafideUser { me { name } bucketConfigs { name } }";

/** Asks the registry directly; null where it gives no answer to compare with. */
export async function askRegistryView(
  ctx: BonafideContext,
  base: string,
  bearer: string,
  mark: { readonly purpose: Purpose; readonly step: string },
): Promise<RegistryView | null> {
  const result = await ctx.http.send(
    mark.purpose,
    {
      method: "POST",
      url: `${base.replace(/\/+$/, "")}/graphql`,
      headers: { accept: "application/json", "content-type": "application/json", authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ operationName: "BonafideUser", query: DOCUMENT }),
      timeoutMs: ctx.input.timeoutMs,
      signal: ctx.signal,
    },
    { step: mark.step },
  );
  if (result.status === 401 || result.status === 403) return { refused: true, user: null, buckets: [] };
  const data = result.status === 200 ? jsonObject(result)?.data : null;
  if (!isJsonObject(data) || !Array.isArray(data.bucketConfigs)) return null;
  const buckets = data.bucketConfigs.flatMap((one: unknown) =>
    isJsonObject(one) && typeof one.name === "string" ? [one.name] : [],
  );
  const user = isJsonObject(data.me) && typeof data.me.name === "string" ? data.me.name : null;
  return { refused: false, user, buckets };
}
