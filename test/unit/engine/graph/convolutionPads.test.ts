import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Attribute, Graph } from '../../../../src/engine/graph/graph.ts';
import { inlineGraph } from '../../../../src/engine/graph/inline.ts';
import { float32Tensor, int64Tensor, toNumbers, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import { openGraph } from '../../../gradients/graphSession.ts';
import { node, template, weight } from './templates.ts';

const strides: Attribute = { kind: 'ints', value: [2, 2] };
const filters = weight(2, 3, 3, 3);

/** A Pad of x [2, 3, 4, 4] and the convolution of it, inlined. */
function padded(pads: readonly number[], constants: Record<string, Tensor> = {}, mode = 'constant'): Graph {
  const optional = ['fill', 'axes'].map((name) => (name in constants ? name : ''));
  const encoder = template(
    [
      node('Pad', ['x', 'pads', ...optional], ['padded'], { mode: { kind: 'string', value: mode } }),
      node('Conv', ['padded', 'w'], ['y'], { strides, pads: { kind: 'ints', value: [1, 0, 0, 0] } }),
    ],
    { pads: int64Tensor(pads), w: filters, ...constants },
  );
  const builder = new GraphBuilder();
  const x = builder.input('x', 'float32', [2, 3, 4, 4]);
  builder.output('y', inlineGraph(builder, encoder, new Map([['x', x]]), { batchStatistics: true }).outputs[0]!);
  return builder.build('padded');
}

const operators = ({ nodes }: Graph): string[] => nodes.map(({ opType }) => opType);

describe('a Pad before a convolution', () => {
  it('becomes pads of the convolution, with the same result', async () => {
    const graph = padded([0, 0, 0, 1, 0, 0, 1, 2]);
    expect(operators(graph)).toEqual(['Conv']);
    expect(graph.nodes[0]!.attributes['pads']).toEqual({ kind: 'ints', value: [1, 1, 1, 2] });

    const x = weight(2, 3, 4, 4);
    const apart = new GraphBuilder();
    const border = apart.op('Pad', [apart.input('x', 'float32', x.shape), apart.ints([0, 0, 1, 1, 0, 0, 1, 2])]);
    apart.output('y', apart.op('Conv', [border, apart.constant(filters)], { strides: [2, 2] }));
    const [found, expected] = await Promise.all(
      [graph, apart.build('apart')].map(async (each) => {
        const session = await openGraph(each);
        const { y } = await session.run({ x });
        await session.release();
        return y!;
      }),
    );
    expect(found!.shape).toEqual(expected!.shape);
    toNumbers(found!).forEach((value, index) => expect(value).toBeCloseTo(toNumbers(expected!)[index]!, 5));
  });

  it('becomes pads also where it says that it fills with 0', () => {
    expect(operators(padded([0, 0, 0, 0, 0, 0, 1, 1], { fill: float32Tensor([0], []) }))).not.toContain('Pad');
  });

  it.each<[string, Graph]>([
    ['fills with another number', padded([0, 0, 0, 0, 0, 0, 1, 1], { fill: float32Tensor([1], []) })],
    ['repeats the border', padded([0, 0, 0, 0, 0, 0, 1, 1], {}, 'edge')],
    ['crops', padded([0, 0, -1, 0, 0, 0, 1, 1])],
    ['adds images', padded([1, 0, 0, 0, 0, 0, 1, 1])],
    ['names its axes', padded([1, 1], { axes: int64Tensor([3]) })],
  ])('stays where it %s', (_, graph) => {
    expect(operators(graph)).toContain('Pad');
  });
});
