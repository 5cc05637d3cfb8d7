import type { GraphBuilder } from './builder.ts';
import type { Graph, ValueInfo } from './graph.ts';
import { renamed } from './renamed.ts';
import type { Tensor } from './tensor.ts';
import type { Value } from './value.ts';

/**
 * Copies a finished graph into one under construction, node for node, for inference: no shape rule runs, so any
 * operator that onnxruntime knows will do, and sizes may stay open. `inputs` gives a value for each input of the
 * template by position, `types` the type and shape of each output of it; `replacements` are weights that take the place of initializers.
 *
 * Every name gets `prefix`. Returns the template's outputs, in order.
 */
export function spliceGraph(
  builder: GraphBuilder,
  template: Graph,
  inputs: readonly Value[],
  types: readonly Pick<ValueInfo, 'type' | 'shape'>[],
  options: { readonly prefix: string; readonly replacements?: ReadonlyMap<string, Tensor> },
): Value[] {
  const names = inputs.map(({ name }) => name);
  const { nodes, rename } = renamed(template, names, options.prefix);
  for (const [name, tensor] of template.initializers) {
    builder.constant(options.replacements?.get(name) ?? tensor, rename(name));
  }
  const outputTypes = new Map(template.outputs.map((output, index) => [rename(output.name), types[index]!]));
  for (const node of nodes) {
    const declared = node.outputs.flatMap((name) => {
      const found = outputTypes.get(name);
      return found ? [[name, { type: found.type, shape: found.shape ?? [] }] as const] : [];
    });
    builder.appendVerbatim(node, Object.fromEntries(declared));
  }
  return template.outputs.map((output) => builder.value(rename(output.name)));
}
