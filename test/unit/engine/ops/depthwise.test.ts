import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { elementCount, float32Tensor, toNumbers, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';
import { openGraph } from '../../../gradients/graphSession.ts';

interface Layer {
  /** [N, C, ...spatial] */
  readonly input: readonly number[];
  /** [C, 1, ...kernel] */
  readonly weight: readonly number[];
  readonly attributes: Readonly<Record<string, readonly number[] | string | number>>;
  readonly bias?: boolean;
}

function numbers(shape: readonly number[], start: number): Tensor {
  const data = Float32Array.from({ length: elementCount(shape) }, (_, index) => Math.sin((index + start) * 12.9898));
  return float32Tensor(data, shape);
}

function convolution({ input, weight, attributes, bias }: Layer, isConstant = false): Graph {
  const builder = new GraphBuilder();
  const x = builder.input('x', 'float32', input);
  const w = isConstant ? builder.constant(numbers(weight, 2)) : builder.input('w', 'float32', weight);
  const b = bias ? builder.constant(numbers([weight[0]!], 3)) : undefined;
  builder.output('y', builder.op('Conv', [x, w, b], { group: weight[0]!, ...attributes }));
  return builder.build('depthwise convolution');
}

async function run(graph: Graph, { input, weight }: Layer): Promise<Tensor> {
  const session = await openGraph(graph);
  const { y } = await session.run({ x: numbers(input, 1), w: numbers(weight, 2) });
  await session.release();
  return y!;
}

const operators = ({ nodes }: Graph): string[] => nodes.map(({ opType }) => opType);
const small: Layer = { input: [2, 3, 5, 4], weight: [3, 1, 3, 3], attributes: { pads: [1, 1, 1, 1] } };

describe('a depthwise convolution', () => {
  it.each<[string, Layer]>([
    ['3x3', small],
    ['with a bias', { ...small, bias: true }],
    ['without pads', { ...small, attributes: {} }],
    ['uneven strides and pads', { ...small, attributes: { strides: [2, 1], pads: [0, 1, 2, 0] } }],
    ['dilated', { ...small, input: [2, 3, 7, 6], attributes: { dilations: [2, 3], pads: [2, 3, 2, 3] } }],
    ['SAME_UPPER', { ...small, attributes: { auto_pad: 'SAME_UPPER', strides: [2, 2] } }],
    ['on sequences', { input: [2, 3, 7], weight: [3, 1, 2], attributes: { pads: [1, 0] } }],
  ])('is a matrix product per channel on small maps: %s', async (_, layer) => {
    const graph = convolution(layer);
    const lowered = lowerPortable(graph);
    expect(operators(lowered)).not.toContain('Conv');
    const [found, expected] = [await run(lowered, layer), await run(graph, layer)];
    expect(found.shape).toEqual(expected.shape);
    toNumbers(found).forEach((value, index) => expect(value).toBeCloseTo(toNumbers(expected)[index]!, 5));
  });

  it.each<[string, Graph]>([
    ['its weight is constant', convolution(small, true)],
    ['its maps are large', convolution({ ...small, input: [1, 3, 16, 16] })],
    ['it has several filters per channel', convolution({ ...small, weight: [6, 1, 3, 3], attributes: { group: 3 } })],
  ])('is left alone where %s', (_, graph) => {
    expect(operators(lowerPortable(graph))).toEqual(['Conv']);
  });
});
