import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { reduceSum } from '../../../../src/engine/expressions.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { l2Normalize } from '../../../../src/learning/losses/l2Normalize.ts';
import { leaveOneOutNeighbours } from '../../../../src/learning/losses/leaveOneOutNeighbours.ts';
import { softNearestNeighbour } from '../../../../src/learning/losses/softNearestNeighbour.ts';
import { evaluate } from '../../../support/evaluate.ts';
import { expectClose } from '../expectClose.ts';

describe('l2Normalize', () => {
  it('gives rows of length 1, and leaves a row of zeros with a finite gradient', async () => {
    const { rows, gradient } = await evaluate({ x: float32Tensor([3, 4, 0, 0], [2, 2]) }, ({ x }) => {
      const normalized = l2Normalize(x);
      return { rows: normalized, gradient: gradients(reduceSum(normalized, [0, 1], false), [x])[0]! };
    });
    expectClose(rows, [0.6, 0.8, 0, 0]);
    // d(x/||x||)/dx = (I - u u^T) / ||x||, summed over the outputs
    expectClose(gradient.slice(0, 2), [(1 - 0.36 - 0.48) / 5, (1 - 0.64 - 0.48) / 5]);
    expect(gradient.every(Number.isFinite)).toBe(true);
  });
});

describe('softNearestNeighbour', () => {
  it('weighs the labels by the softmax of cosine over temperature', async () => {
    const inputs = {
      queries: float32Tensor([5, 0, 1, 1], [2, 2]),
      embeddings: float32Tensor([2, 0, 0, 3, 0.1, 0], [3, 2]),
      labels: float32Tensor([1, 0, 0, 1, 0.5, 0.5], [3, 2]),
    };
    const { probabilities } = await evaluate(inputs, ({ queries, embeddings, labels }) => ({
      probabilities: softNearestNeighbour(queries, { embeddings, labels }, 0.5),
    }));
    // cosines of the first query: 1, 0, 1; of the second: all the same
    const e = Math.exp(2);
    const first = (e + 0.5 * e) / (2 * e + 1);
    expectClose(probabilities, [first, 1 - first, 0.5, 0.5]);
  });

  it('does not care whether a support is given once or as several equal views', async () => {
    const inputs = {
      queries: float32Tensor([1, 0.2, -0.3, 0.7], [2, 2]),
      embeddings: float32Tensor([1, 0, 0.5, 1], [2, 2]),
      labels: float32Tensor([0.9, 0.1, 0.1, 0.9], [2, 2]),
    };
    const { once, twice } = await evaluate(inputs, ({ queries, embeddings, labels }) => {
      const again = (value: typeof labels) => value.builder.op('Concat', [value, value], { axis: 0 });
      return {
        once: softNearestNeighbour(queries, { embeddings, labels }, 0.1),
        twice: softNearestNeighbour(queries, { embeddings: again(embeddings), labels: again(labels) }, 0.1),
      };
    });
    expectClose(twice, once);
  });
});

describe('leaveOneOutNeighbours', () => {
  it('classifies each row by the others', async () => {
    const inputs = {
      embeddings: float32Tensor([1, 0, 0, 2, 3, 0], [3, 2]),
      labels: float32Tensor([1, 0, 0, 1, 1, 0], [3, 2]),
    };
    const { loss } = await evaluate(inputs, ({ embeddings, labels }) => ({
      loss: leaveOneOutNeighbours({ embeddings, labels }, 1),
    }));
    // rows 0 and 2 see each other with cosine 1 and row 1 with cosine 0; row 1 sees two rows of the other class
    const found = Math.E / (Math.E + 1);
    const lost = -Math.log(1e-30);
    expect(loss[0]).toBeCloseTo((-2 * Math.log(found) + lost) / 3, 4);
  });
});
