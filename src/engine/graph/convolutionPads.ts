import { Attributes } from '../ops/attributes.ts';
import type { GraphBuilder, Operand } from './builder.ts';
import type { AttributeMap, Node } from './graph.ts';
import { toNumbers } from './tensor.ts';

interface ConvolutionParts {
  readonly inputs: readonly Operand[];
  readonly attributes: AttributeMap;
}

/**
 * The inputs and attributes of a template's convolution without the Pad of zeros before it, which exporters write
 * where the border is uneven: the convolution pads by itself, so that no padded copy is made, nor its gradient.
 */
export function absorbPad(builder: GraphBuilder, node: Node, inputs: readonly Operand[]): ConvolutionParts {
  const [padded, ...others] = inputs;
  const pad = builder.nodes.findLast(({ outputs }) => outputs[0] === padded?.name);
  const borders = pad && spatialBorders(builder, pad);
  const attributes = new Attributes(node.attributes, `node '${node.name}'`);
  if (!borders || attributes.string('auto_pad', 'NOTSET') !== 'NOTSET') return { inputs, attributes: node.attributes };
  const own = attributes.ints('pads', new Array<number>(borders.length).fill(0));
  const pads = { kind: 'ints', value: own.map((count, end) => count + borders[end]!) } as const;
  return { inputs: [builder.value(pad.inputs[0]!), ...others], attributes: { ...node.attributes, pads } };
}

/** How many zeros a Pad adds before and after each spatial axis; undefined where it does anything else. */
function spatialBorders(builder: GraphBuilder, pad: Node): number[] | undefined {
  if (pad.opType !== 'Pad' || new Attributes(pad.attributes, pad.name).string('mode', 'constant') !== 'constant') {
    return undefined;
  }
  const numbers = (name: string | undefined) => {
    const known = name ? builder.constantOf(builder.value(name)) : undefined;
    return known && toNumbers(known);
  };
  const [, amounts, fill, axes] = pad.inputs;
  const counts = numbers(amounts);
  if (!counts || axes || (fill && numbers(fill)?.[0] !== 0)) return undefined;
  const rank = counts.length / 2;
  const isSpatial = counts.every((count, end) => (end % rank < 2 ? count === 0 : count >= 0));
  return isSpatial ? counts.filter((_, end) => end % rank >= 2) : undefined;
}
