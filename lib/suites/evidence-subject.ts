import type { Mutation } from "./body-mutations";
import type { ProxiedServer } from "./mutating-proxy";

/** Where a layer's answer comes from, and what of it a pass must rest on. */
export interface Subject {
  readonly layer: string;
  readonly scenario: string;
  readonly server: ProxiedServer;
  readonly path: string;
  /** Fields that must be among those tried, whatever the schema says. */
  readonly fields: readonly string[];
  /** Whole bodies that the protocol lets pass, by how they differ; none unless given. */
  readonly reads?: readonly string[];
  /** What the requests hold, where several of a kind go to the same path. */
  readonly asks?: string;
  /** What the success answers hold, where the server gives others at the same path. */
  readonly holds?: string;
  mutate(body: string): readonly Mutation[];
}
