import { expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';

function normalized(): GraphBuilder {
  const builder = new GraphBuilder();
  const x = builder.input('x', 'float32', [2, 3]);
  const scale = builder.input('scale', 'float32', [3]);
  builder.output('y', builder.op('LayerNormalization', [x, scale], { axis: -1 }));
  return builder;
}

it('adds outputs to a node of its own, and refuses one of another graph', () => {
  const [other] = normalized().nodes;
  const builder = normalized();
  expect(() => builder.outputsUpTo(other!, 3)).toThrow(/is not of this graph/);
  const [own] = builder.nodes;
  expect(builder.outputsUpTo(own!, 3).map(({ shape }) => shape)).toEqual([
    [2, 3],
    [2, 1],
    [2, 1],
  ]);
  expect(builder.nodes[0]!.outputs).toHaveLength(3);
});
