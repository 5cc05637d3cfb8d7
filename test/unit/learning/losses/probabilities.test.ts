import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { cosineVariance, meanPredictionEntropy } from '../../../../src/learning/losses/collapse.ts';
import { crossEntropy, softmaxCrossEntropy } from '../../../../src/learning/losses/crossEntropy.ts';
import { smoothOneHot } from '../../../../src/learning/losses/labelSmoothing.ts';
import { meanEntropyMaximization } from '../../../../src/learning/losses/meanEntropyMaximization.ts';
import { sharpen } from '../../../../src/learning/losses/sharpen.ts';
import { evaluate } from '../../../support/evaluate.ts';
import { expectClose } from '../expectClose.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

describe('sharpen', () => {
  it('raises to the power 1/T and normalises', async () => {
    const { p } = await evaluate({ x: float32Tensor([0.5, 0.3, 0.2, 0, 0, 1], [2, 3]) }, ({ x }) => ({
      p: sharpen(x, 0.5),
    }));
    expectClose(p, [0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38, 0, 0, 1]);
  });

  it('survives many classes and a low temperature, where the powers alone would vanish', async () => {
    const classCount = 1000;
    const uniform = float32Tensor(new Float32Array(classCount).fill(1 / classCount), [1, classCount]);
    const { p } = await evaluate({ x: uniform }, ({ x }) => ({ p: sharpen(x, 0.05) }));
    expectClose(p, new Array<number>(classCount).fill(1 / classCount));
  });
});

describe('crossEntropy', () => {
  const targets = float32Tensor([0.7, 0.3, 0, 1], [2, 2]);

  it('has the gradient -t / (N p)', async () => {
    const { loss, gradient } = await evaluate({ p: float32Tensor([0.6, 0.4, 0.2, 0.8], [2, 2]), targets }, (v) => {
      const value = crossEntropy(v.p, v.targets);
      return { loss: value, gradient: gradients(value, [v.p])[0]! };
    });
    expectClose(loss, [-(0.7 * Math.log(0.6) + 0.3 * Math.log(0.4) + Math.log(0.8)) / 2]);
    expectClose(gradient, [-0.7 / 0.6 / 2, -0.3 / 0.4 / 2, 0, -1 / 0.8 / 2]);
  });

  it('is finite where a probability has underflowed', async () => {
    const { loss, gradient } = await evaluate({ p: float32Tensor([0, 1, 0, 1], [2, 2]), targets }, (v) => {
      const value = crossEntropy(v.p, v.targets);
      return { loss: value, gradient: gradients(value, [v.p])[0]! };
    });
    expect([...loss, ...gradient].every(Number.isFinite)).toBe(true);
  });

  it('of logits has the gradient (softmax - t) / N, also for huge logits', async () => {
    const inputs = { logits: float32Tensor([1, 0, 500, -500], [2, 2]), targets };
    const { loss, gradient } = await evaluate(inputs, (v) => {
      const value = softmaxCrossEntropy(v.logits, v.targets);
      return { loss: value, gradient: gradients(value, [v.logits])[0]! };
    });
    const p = 1 / (1 + Math.exp(-1));
    expectClose(loss, [(-(0.7 * Math.log(p) + 0.3 * Math.log(1 - p)) + 1000) / 2]);
    expectClose(gradient, [(p - 0.7) / 2, (1 - p - 0.3) / 2, 0.5, -0.5]);
  });
});

describe('meanEntropyMaximization', () => {
  const rows = [0.7, 0.2, 0.1, 0.2, 0.5, 0.3];
  const mean = [0.45, 0.35, 0.2];
  const predictions = float32Tensor(rows, [2, 3]);

  it('is minus the entropy of the mean, and a uniform prior changes nothing', async () => {
    const prior = float32Tensor([1 / 3, 1 / 3, 1 / 3], [3]);
    const { plain, uniform } = await evaluate({ predictions, prior }, (v) => ({
      plain: meanEntropyMaximization(v.predictions, 1),
      uniform: meanEntropyMaximization(v.predictions, 1, v.prior),
    }));
    expectClose(plain, [sum(mean.map((p) => p * Math.log(p)))]);
    expectClose(uniform, plain);
  });

  it('with a prior is KL(p || q) - log C, with its gradient', async () => {
    const q = [0.6, 0.3, 0.1];
    const { term, gradient } = await evaluate({ predictions, prior: float32Tensor(q, [3]) }, (v) => {
      const value = meanEntropyMaximization(v.predictions, 1, v.prior);
      return { term: value, gradient: gradients(value, [v.predictions])[0]! };
    });
    expectClose(term, [sum(mean.map((p, k) => p * Math.log(p / q[k]!))) - Math.log(3)]);
    // by the mean: log(p / q) - log C + 1; by a row p_i, which is normalised first: (g - <p_i, g>) / N
    const ofMean = mean.map((p, k) => Math.log(p / q[k]!) - Math.log(3) + 1);
    const expected = [rows.slice(0, 3), rows.slice(3)].flatMap((row) => {
      const projected = sum(row.map((p, k) => p * ofMean[k]!));
      return ofMean.map((g) => (g - projected) / 2);
    });
    expectClose(gradient, expected);
  });

  it('is smallest where the mean prediction is the prior', async () => {
    const prior = float32Tensor(mean, [3]);
    const { term, gradient } = await evaluate({ predictions, prior }, (v) => {
      const value = meanEntropyMaximization(v.predictions, 1, v.prior);
      return { term: value, gradient: gradients(value, [v.predictions])[0]! };
    });
    expectClose(term, [-Math.log(3)]);
    expectClose(gradient, [0, 0, 0, 0, 0, 0]);
  });
});

describe('collapse', () => {
  it('measures the entropy of the mean prediction from 0 to 1', async () => {
    const inputs = {
      spread: float32Tensor([1, 0, 0, 0, 1, 0, 0, 0, 1], [3, 3]),
      same: float32Tensor([0, 1, 0, 0, 1, 0], [2, 3]),
    };
    const { spread, same } = await evaluate(inputs, (v) => ({
      spread: meanPredictionEntropy(v.spread),
      same: meanPredictionEntropy(v.same),
    }));
    expectClose([...spread, ...same], [1, 0]);
  });

  it('measures the spread of directions from 0 to 1', async () => {
    const inputs = {
      same: float32Tensor([1, 2, 2, 4, 3, 6], [3, 2]),
      right: float32Tensor([1, 0, 0, 5], [2, 2]),
      opposite: float32Tensor([1, 2, -2, -4], [2, 2]),
    };
    const { same, right, opposite } = await evaluate(inputs, (v) => ({
      same: cosineVariance(v.same),
      right: cosineVariance(v.right),
      opposite: cosineVariance(v.opposite),
    }));
    expectClose([...same, ...right, ...opposite], [0, 0.5, 1]);
  });
});

describe('smoothOneHot', () => {
  it('spreads the smoothing over all classes', () => {
    const { shape, data } = smoothOneHot([2, 0], 3, 0.3);
    expect(shape).toEqual([2, 3]);
    expectClose(Array.from(data as Float32Array), [0.1, 0.1, 0.8, 0.8, 0.1, 0.1]);
  });
});
