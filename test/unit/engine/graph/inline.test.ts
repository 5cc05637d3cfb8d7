import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Attribute, Graph, Node } from '../../../../src/engine/graph/graph.ts';
import { inlineGraph } from '../../../../src/engine/graph/inline.ts';
import { float32Tensor, type Tensor } from '../../../../src/engine/graph/tensor.ts';

function node(opType: string, inputs: string[], outputs: string[], attributes: Record<string, Attribute> = {}): Node {
  return { opType, domain: '', name: opType.toLowerCase(), inputs, outputs, attributes };
}

function graphOf(nodes: Node[], initializers: Record<string, Tensor>, outputs = ['y']): Graph {
  return {
    name: 'template',
    inputs: [{ name: 'x', type: 'float32', shape: ['N', 2] }],
    outputs: outputs.map((name) => ({ name, type: 'float32', shape: undefined })),
    initializers: new Map(Object.entries(initializers)),
    nodes,
    metadata: {},
  };
}

const scaled = graphOf([node('Mul', ['x', 'w'], ['h']), node('Relu', ['h'], ['y'])], {
  w: float32Tensor([2, 3], [2]),
});
const evaluation = { batchStatistics: false };

const branch = (output: string, input: string): Attribute => ({
  kind: 'graph',
  value: {
    ...graphOf([node('Relu', [input], [output])], {}, [output]),
    inputs: [],
  },
});

describe('inlineGraph', () => {
  it('infers the shapes anew from what is bound', () => {
    const builder = new GraphBuilder();
    const x = builder.input('images', 'float32', [5, 2]);
    const { outputs, runningAverages } = inlineGraph(builder, scaled, new Map([['x', x]]), evaluation);
    expect(outputs.map(({ shape }) => shape)).toEqual([[5, 2]]);
    expect(runningAverages).toEqual([]);
  });

  it('brings a constant once, also when the template comes twice, and prefixes the nodes', () => {
    const builder = new GraphBuilder();
    for (const [count, prefix] of [
      [5, 'global/'],
      [7, 'local/'],
    ] as const) {
      const x = builder.input(`${prefix}x`, 'float32', [count, 2]);
      const [y] = inlineGraph(builder, scaled, new Map([['x', x]]), { ...evaluation, prefix }).outputs;
      builder.output(`${prefix}y`, y!);
    }
    const graph = builder.build('twice');
    expect([...graph.initializers.values()]).toEqual([scaled.initializers.get('w')]);
    expect(graph.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['global/mul', 'local/relu']));
  });

  it('takes a bound initializer as a value, not as a constant', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [1, 2]);
    const w = builder.input('w', 'float32', [2]);
    const bindings = new Map([
      ['x', x],
      ['w', w],
    ]);
    builder.output('y', inlineGraph(builder, scaled, bindings, evaluation).outputs[0]!);
    const graph = builder.build('bound');
    expect(graph.initializers.size).toBe(0);
    expect(graph.nodes[0]!.inputs).toEqual(['x', 'w']);
  });

  it('keeps a template apart from values of the same name in the builder', () => {
    const builder = new GraphBuilder();
    const x = builder.input('h', 'float32', [1, 2]);
    builder.input('w', 'float32', [9]);
    builder.output('y', inlineGraph(builder, scaled, new Map([['x', x]]), evaluation).outputs[0]!);
    expect(builder.build('apart').nodes[0]!.inputs[0]).toBe('h');
  });

  it('refuses an input without a value, by name', () => {
    expect(() => inlineGraph(new GraphBuilder(), scaled, new Map(), evaluation)).toThrow(/'x'.*not bound/);
  });

  it('names the node that uses a value which does not exist', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [1, 2]);
    const broken = graphOf([node('Relu', ['gone'], ['y'])], {});
    expect(() => inlineGraph(builder, broken, new Map([['x', x]]), evaluation)).toThrow(/node 'relu'.*'gone'/);
  });
});

describe('inlineGraph with an If', () => {
  const branches = { then_branch: branch('a', 'x'), else_branch: branch('b', 'w') };
  const w = float32Tensor([1, 1, 1], [3]);

  it.each([
    [1, [4, 2]],
    [0, [3]],
  ])('takes the branch of the known condition %d', (flag, shape) => {
    const condition: Tensor = { type: 'bool', shape: [], data: Uint8Array.of(flag) };
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [4, 2]);
    const template = graphOf([node('If', ['c'], ['y'], branches)], { c: condition, w });
    expect(inlineGraph(builder, template, new Map([['x', x]]), evaluation).outputs[0]!.shape).toEqual(shape);
  });

  it('refuses a condition that is only known at run time', () => {
    const builder = new GraphBuilder();
    const bindings = new Map([
      ['x', builder.input('x', 'float32', [4, 2])],
      ['c', builder.input('c', 'bool', [])],
    ]);
    const template = graphOf([node('If', ['c'], ['y'], branches)], { w });
    expect(() => inlineGraph(builder, template, bindings, evaluation)).toThrow(/condition of an If/);
  });
});
