import type { Layer, LayerContext, Output } from "./layer";

/**
 * Checks a list of layers and returns those of this run in chain order: all of them, or those named in `only`
 * together with the layers that give what they need, and with those that give what they use, where they concern the
 * token and target: without it a layer would judge otherwise than in the whole run.
 * Throws on programming errors in the list itself: duplicate ids, a wait for what only a later layer gives.
 */
export function planLayers<Input, Context extends LayerContext<Input>>(
  layers: readonly Layer<Input, Context>[],
  input: Input,
  seeded: ReadonlySet<string>,
  only: readonly string[] | null,
): readonly Layer<Input, Context>[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  if (byId.size !== layers.length) throw new Error("two layers share an id");
  for (const [index, layer] of layers.entries()) {
    const earlier = layers.slice(0, index);
    for (const output of [...layer.needs(input), ...layer.uses(input), ...(layer.awaits ?? [])]) {
      const laterGiver = layers.slice(index).find((other) => gives(other, output));
      if (laterGiver !== undefined && !earlier.some((other) => gives(other, output))) {
        throw new Error(`${layer.id} waits for ${output.name}, which only ${laterGiver.id} after it gives`);
      }
    }
  }
  if (only === null) return layers;
  const givers = (output: Output<unknown>) =>
    seeded.has(output.name) ? [] : layers.filter((other) => gives(other, output));
  const wanted = new Set(only);
  // A set is walked to its end, with what is added on the way.
  for (const id of wanted) {
    const layer = byId.get(id);
    if (layer === undefined) continue;
    const needed = layer.needs(input).flatMap(givers);
    const used = layer.uses(input).flatMap(givers);
    for (const giver of needed) wanted.add(giver.id);
    for (const giver of used) if (giver.notApplicable(input) === null) wanted.add(giver.id);
  }
  return layers.filter((layer) => wanted.has(layer.id));
}

function gives<Input, Context extends LayerContext<Input>>(
  layer: Layer<Input, Context>,
  output: Output<unknown>,
): boolean {
  return layer.gives.some((given) => given.name === output.name);
}
