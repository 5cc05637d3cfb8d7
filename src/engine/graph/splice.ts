import type { GraphBuilder } from './builder.ts';
import type { Graph, ValueInfo } from './graph.ts';
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
  const names = new Map(template.inputs.map((input, index) => [input.name, inputs[index]!.name]));
  const rename = (name: string): string => (name === '' ? '' : (names.get(name) ?? options.prefix + name));
  for (const [name, tensor] of template.initializers) {
    builder.constant(options.replacements?.get(name) ?? tensor, rename(name));
  }
  const outputTypes = new Map(template.outputs.map((output, index) => [output.name, types[index]!]));
  for (const node of template.nodes) {
    const declared = node.outputs.filter((name) => outputTypes.has(name));
    builder.appendVerbatim(
      { ...node, name: options.prefix + node.name, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) },
      Object.fromEntries(
        declared.map((name) => {
          const { type, shape } = outputTypes.get(name)!;
          return [rename(name), { type, shape: shape ?? [] }];
        }),
      ),
    );
  }
  return template.outputs.map((output) => builder.value(rename(output.name)));
}
