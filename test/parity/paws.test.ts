import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/engine/autodiff/gradients.ts';
import { add, slice } from '../../src/engine/expressions.ts';
import { float32Tensor, type Tensor } from '../../src/engine/graph/tensor.ts';
import { lars } from '../../src/engine/optimizers/lars.ts';
import { paws } from '../../src/learning/losses/paws.ts';
import { smoothOneHot } from '../../src/learning/losses/labelSmoothing.ts';
import { warmupCosine } from '../../src/learning/schedules/warmupCosine.ts';
import { evaluate } from '../support/evaluate.ts';
import { differences, readTensor, referenceRoot, type Numbers } from '../support/reference.ts';

/** The PAWS authors' loss, optimiser and schedule, computed in float64. */
interface LossCase {
  readonly batch: number;
  readonly classes: number;
  readonly supportPerClass: number;
  readonly supportViews: number;
  readonly smallViews: number;
  readonly temperature: number;
  readonly sharpening: number;
  readonly meMax: boolean;
  readonly labelSmoothing: number;
  readonly embeddings: Numbers;
  readonly targets: Numbers;
  readonly supportLabels: Numbers;
  readonly crossEntropy: number;
  readonly meMaxTerm: number;
  readonly gradEmbeddings: Numbers;
}

interface LarsReference {
  readonly weightDecay: number;
  readonly momentum: number;
  readonly trust: number;
  readonly weight: Numbers;
  readonly bias: Numbers;
  readonly steps: readonly {
    readonly lr: number;
    readonly gradWeight: Numbers;
    readonly gradBias: Numbers;
    readonly weight: Numbers;
    readonly bias: Numbers;
  }[];
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(referenceRoot, 'paws', name), 'utf8'));
const { cases } = read('loss.json') as { cases: readonly LossCase[] };
const reference = read('lars.json') as LarsReference;

const label = (one: LossCase): string =>
  `${one.batch} images, ${one.classes} classes, ${one.supportViews} support views, ${one.smallViews} small views`;

describe('PAWS loss', () => {
  it('finds cases to run', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases.map((one) => [label(one), one] as const))('%s', async (_, one) => {
    const inputs = {
      embeddings: readTensor(one.embeddings),
      targets: readTensor(one.targets),
      labels: readTensor(one.supportLabels),
    };
    const supportCount = one.supportLabels.shape[0]!;
    const globalsEnd = supportCount + 2 * one.batch;
    const result = await evaluate(inputs, ({ embeddings, targets, labels }) => {
      const { crossEntropy, meMax } = paws({
        anchors: slice(embeddings, supportCount, one.embeddings.shape[0]!),
        anchorSupports: { embeddings: slice(embeddings, 0, supportCount), labels },
        targets: slice(targets, supportCount, globalsEnd),
        targetSupports: { embeddings: slice(targets, 0, supportCount), labels },
        localViewCount: one.smallViews,
        temperature: one.temperature,
        sharpeningTemperature: one.sharpening,
      });
      const loss = one.meMax ? add(crossEntropy, meMax) : crossEntropy;
      const [gradient, ofTargets] = gradients(loss, [embeddings, targets]);
      expect(ofTargets).toBeUndefined();
      return { crossEntropy, meMax, gradient: gradient! };
    });
    expect(differences(result.crossEntropy, [one.crossEntropy])).toEqual([]);
    if (one.meMax) expect(differences(result.meMax, [one.meMaxTerm])).toEqual([]);
    expect(differences(result.gradient, one.gradEmbeddings.data)).toEqual([]);
  });

  it.each(cases.map((one) => [label(one), one] as const))('smoothed labels: %s', (_, one) => {
    const classIds = Array.from({ length: one.supportLabels.shape[0]! }, (_row, row) => row % one.classes);
    const { shape, data } = smoothOneHot(classIds, one.classes, one.labelSmoothing);
    expect(shape).toEqual(one.supportLabels.shape);
    expect(differences(Array.from(data as Float32Array), one.supportLabels.data)).toEqual([]);
  });
});

describe('LARS', () => {
  const optimizer = lars({ ...reference, nesterov: false });
  const weightSlot = { name: 'weight', shape: reference.weight.shape, decays: true };
  const biasSlot = { name: 'bias', shape: reference.bias.shape, decays: false };

  it(`takes the ${reference.steps.length} steps of the authors`, async () => {
    let weight = readTensor(reference.weight);
    let bias = readTensor(reference.bias);
    let weightVelocity = zeros(reference.weight);
    let biasVelocity = zeros(reference.bias);
    for (const [index, step] of reference.steps.entries()) {
      const inputs = {
        weight,
        bias,
        weightVelocity,
        biasVelocity,
        gradWeight: readTensor(step.gradWeight),
        gradBias: readTensor(step.gradBias),
        learningRate: float32Tensor([step.lr], []),
        stepNumber: float32Tensor([index + 1], []),
      };
      const result = await evaluate(inputs, (v) => {
        const shared = { learningRate: v.learningRate, stepNumber: v.stepNumber };
        const ofWeight = { parameter: v.weight, gradient: v.gradWeight, state: [v.weightVelocity], slot: weightSlot };
        const ofBias = { parameter: v.bias, gradient: v.gradBias, state: [v.biasVelocity], slot: biasSlot };
        const nextWeight = optimizer.update({ ...shared, ...ofWeight });
        const nextBias = optimizer.update({ ...shared, ...ofBias });
        return {
          weight: nextWeight.parameter,
          bias: nextBias.parameter,
          weightVelocity: nextWeight.state[0]!,
          biasVelocity: nextBias.state[0]!,
        };
      });
      weight = float32Tensor(result.weight, weight.shape);
      bias = float32Tensor(result.bias, bias.shape);
      weightVelocity = float32Tensor(result.weightVelocity, weight.shape);
      biasVelocity = float32Tensor(result.biasVelocity, bias.shape);
      expect({ index, weight: differences(result.weight, step.weight.data) }).toEqual({ index, weight: [] });
      expect({ index, bias: differences(result.bias, step.bias.data) }).toEqual({ index, bias: [] });
    }
  });
});

it('warms up and follows the cosine as the authors do', () => {
  const schedule = { warmupSteps: 3, totalSteps: 10, startRate: 0.5, peakRate: 1.5, finalRate: 0.01 };
  const rates = reference.steps.map((_, step) => warmupCosine(step, schedule));
  expect(
    differences(
      rates,
      reference.steps.map(({ lr }) => lr),
    ),
  ).toEqual([]);
});

const zeros = ({ shape, data }: Numbers): Tensor => float32Tensor(new Float32Array(data.length), shape);
