import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Graph, Node, ValueInfo } from '../../../../src/engine/graph/graph.ts';
import { float32Tensor, toNumbers, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import { toAttributeMap } from '../../../../src/engine/ops/attributes.ts';
import type { Operator, OperatorSample } from '../../../../src/engine/ops/operator.ts';
import { operators } from '../../../../src/engine/ops/registry.ts';
import { openGraph } from '../../../gradients/graphSession.ts';
import { sampleTensor } from '../../../gradients/sampleTensors.ts';

const folding = operators.filter(({ fold }) => fold);

describe.each(folding.map((operator): [string, Operator] => [operator.opType, operator]))('%s', (opType, operator) => {
  it('has samples', () => expect(operator.samples?.length ?? 0).toBeGreaterThan(0));

  it.each((operator.samples ?? []).map((sample): [string, OperatorSample] => [sample.name, sample]))(
    'folds as onnxruntime computes: %s',
    async (_, sample) => {
      const constants = sample.inputs.map(
        (input, index) => input && sampleTensor(input, `${opType} ${sample.name} ${index}`),
      );
      const builder = new GraphBuilder();
      const inputs = constants.map((tensor) => tensor && builder.constant(tensor));
      const { attributes = {}, outputCount = 1 } = sample;
      const folded = builder
        .ops(opType, inputs, attributes, { outputCount })
        .map((value) => builder.constantOf(value)!);
      const computed = await computeNode(operator, attributes, constants, folded);
      folded.forEach((tensor, index) => {
        expect(computed[index]).toMatchObject({ type: tensor.type, shape: tensor.shape });
        expectClose(toNumbers(tensor), toNumbers(computed[index]!));
      });
    },
  );
});

/** Both are float32 and may differ in the last two places, since onnxruntime approximates exp and its kind. */
function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, index) => {
    expect(Math.abs(actual[index]! - value)).toBeLessThanOrEqual(2e-7 * Math.max(1, Math.abs(value)));
  });
}

/** The outputs of a graph of this one node, made without the builder, which would fold it. */
async function computeNode(
  { opType, floatAttributes }: Operator,
  attributes: NonNullable<OperatorSample['attributes']>,
  constants: readonly (Tensor | undefined)[],
  folded: readonly Tensor[],
): Promise<Tensor[]> {
  const outputs = folded.map(({ type, shape }, index): ValueInfo => ({ name: `y${index}`, type, shape }));
  const node: Node = {
    opType,
    domain: '',
    name: opType,
    inputs: constants.map((tensor, index) => (tensor ? `x${index}` : '')),
    outputs: outputs.map(({ name }) => name),
    attributes: toAttributeMap(attributes, floatAttributes),
  };
  const initializers = new Map(
    constants.flatMap((tensor, index): [string, Tensor][] => (tensor ? [[`x${index}`, tensor]] : [])),
  );
  const graph: Graph = { name: opType, inputs: [], outputs, initializers, nodes: [node], metadata: {} };
  const session = await openGraph(graph);
  try {
    const results = await session.run({});
    return outputs.map(({ name }) => results[name]!);
  } finally {
    await session.release();
  }
}

describe('what an exporter writes around a reshape', () => {
  it('folds Shape, Gather, Unsqueeze and Concat into the shape', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2, 3, 4]);
    const batch = builder.op('Gather', [builder.op('Shape', [x]), builder.int(0)]);
    const lead = builder.op('Unsqueeze', [batch, builder.ints([0])]);
    const shape = builder.op('Concat', [lead, builder.ints([-1])], { axis: 0 });
    const flat = builder.op('Reshape', [x, shape]);
    expect(flat.shape).toEqual([2, 12]);
    expect(builder.nodes.map(({ opType }) => opType)).toEqual(['Reshape']);
  });

  it('keeps the largest int64, which means "to the end"', () => {
    const builder = new GraphBuilder();
    const end = builder.constant({ type: 'int64', shape: [], data: BigInt64Array.of(2n ** 63n - 1n) });
    const ends = builder.op('Concat', [builder.op('Unsqueeze', [end, builder.ints([0])]), builder.ints([2])], {
      axis: 0,
    });
    const sums = builder.op('Add', [ends, builder.ints([1])]);
    expect(builder.constantOf(ends)!.data).toEqual(BigInt64Array.of(2n ** 63n - 1n, 2n));
    expect(builder.constantOf(sums)!.data).toEqual(BigInt64Array.of(2n ** 63n - 1n, 3n));
  });

  it('leaves weights to onnxruntime', () => {
    const builder = new GraphBuilder();
    const weight = builder.constant(float32Tensor(new Float32Array(5000), [5000]));
    expect(builder.constantOf(builder.op('Neg', [weight]))).toBeUndefined();
  });
});
