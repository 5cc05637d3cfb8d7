import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { float32Tensor, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import type { Value } from '../../../../src/engine/graph/value.ts';
import {
  defaultMethodSettings,
  type EncodedViews,
  type MethodSettings,
} from '../../../../src/learning/methods/method.ts';
import { paws } from '../../../../src/learning/methods/paws.ts';
import { methods } from '../../../../src/learning/methods/registry.ts';
import { supervised } from '../../../../src/learning/methods/supervised.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';
import { evaluate } from '../../../support/evaluate.ts';
import { expectClose } from '../expectClose.ts';

const SUPPORT_COUNT = 4;
const IMAGE_COUNT = 3;
const LOCAL_VIEWS = 2;

function randomTensor(rows: number, columns: number, key: number): Tensor {
  const random = randomGenerator(key);
  return float32Tensor(
    Float32Array.from({ length: rows * columns }, () => 2 * random() - 1),
    [rows, columns],
  );
}

/** Random outputs of the network for support, global and local views. */
function encodedTensors(): Record<string, Tensor> {
  const rowCounts = { support: SUPPORT_COUNT, globals: 2 * IMAGE_COUNT, locals: LOCAL_VIEWS * IMAGE_COUNT };
  const sizes = { representations: 6, embeddings: 5, predictions: 5, logits: 2 };
  const tensors: Record<string, Tensor> = { labels: float32Tensor([1, 0, 0, 1, 1, 0, 0, 1], [SUPPORT_COUNT, 2]) };
  let key = 0;
  for (const [views, rows] of Object.entries(rowCounts)) {
    for (const [part, size] of Object.entries(sizes)) tensors[`${views}.${part}`] = randomTensor(rows, size, key++);
  }
  return tensors;
}

const viewsOf = (values: Readonly<Record<string, Value>>, name: string): EncodedViews => ({
  representations: values[`${name}.representations`]!,
  embeddings: values[`${name}.embeddings`]!,
  predictions: values[`${name}.predictions`]!,
  logits: values[`${name}.logits`]!,
});

/** Loss and terms of PAWS on the random outputs. */
function pawsTerms(
  changes: Partial<MethodSettings>,
  withLocals = true,
  spread?: Tensor,
): Promise<Record<string, number[]>> {
  const tensors: Record<string, Tensor> = { ...encodedTensors(), ...(spread ? { spread } : {}) };
  return evaluate(tensors, (values) => {
    const { loss, terms } = paws.loss({
      support: viewsOf(values, 'support'),
      supportLabels: values['labels']!,
      globals: viewsOf(values, 'globals'),
      ...(withLocals ? { locals: viewsOf(values, 'locals') } : {}),
      localViewCount: LOCAL_VIEWS,
      ...(spread ? { spreadLabels: values['spread']! } : {}),
      settings: { ...defaultMethodSettings, ...changes },
    });
    return { loss, ...terms };
  });
}

describe('methods', () => {
  it('are registered under their names', () => {
    expect(Object.entries(methods).map(([name, method]) => [name, method.name])).toEqual([
      ['paws', 'paws'],
      ['supervised', 'supervised'],
    ]);
  });
});

describe('paws', () => {
  it('asks for two global views and takes small ones', () => {
    const needs = paws.needs({ ...defaultMethodSettings, supportViews: 3 });
    expect(needs).toEqual({ supportSet: true, supportViews: 3, globalViews: 2, localViews: true, spreadLabels: false });
  });

  it('adds its terms by their weights', async () => {
    const terms = await pawsTerms({ meMaxWeight: 0.5, supervisedWeight: 2, neighbourWeight: 3 });
    const [pawsTerm, meMax, labelled, neighbours] = ['paws', 'me-max', 'supervised', 'neighbours'].map(
      (name) => terms[name]![0]!,
    );
    expectClose(terms['loss']!, [pawsTerm! + 0.5 * meMax! + 2 * labelled! + 3 * neighbours!]);
  });

  it('leaves out what has weight 0', async () => {
    const terms = await pawsTerms({ supervisedWeight: 0 });
    expect(Object.keys(terms)).toEqual(['loss', 'paws', 'me-max', 'prediction-entropy', 'embedding-variance']);
    expectClose(terms['loss']!, [terms['paws']![0]! + terms['me-max']![0]!]);
  });

  it('uses the small views, and the space of the targets it is told', async () => {
    const base = (await pawsTerms({}))['paws']![0]!;
    expect((await pawsTerms({}, false))['paws']![0]!).not.toBeCloseTo(base, 3);
    expect((await pawsTerms({ targetSpace: 'representations' }))['paws']![0]!).not.toBeCloseTo(base, 3);
  });

  it('takes a share of the targets from spread labels, for every view of an image', async () => {
    expect(paws.needs({ ...defaultMethodSettings, spreadShare: 0.5 }).spreadLabels).toBe(true);
    const spread = float32Tensor([1, 0, 0.5, 0.5, 0, 2], [IMAGE_COUNT, 2]);
    const none = (await pawsTerms({}))['paws']![0]!;
    const half = (await pawsTerms({ spreadShare: 0.5 }, true, spread))['paws']![0]!;
    const quarter = (await pawsTerms({ spreadShare: 0.25 }, true, spread))['paws']![0]!;
    expect(half).not.toBeCloseTo(none, 3);
    // The loss is linear in the share.
    expect(quarter).toBeCloseTo((none + half) / 2, 5);
  });

  it('says so when there are no unlabeled views', () => {
    const builder = new GraphBuilder();
    const declare = ([name, { type, shape }]: [string, Tensor]): [string, Value] => [
      name,
      builder.input(name, type, shape),
    ];
    const values = Object.fromEntries(Object.entries(encodedTensors()).map(declare));
    const support = viewsOf(values, 'support');
    const context = { support, supportLabels: values['labels']!, localViewCount: 0, settings: defaultMethodSettings };
    expect(() => paws.loss(context)).toThrow(/two global views/);
  });
});

/** Loss and terms of plain supervision on the random outputs. */
const supervisedTerms = (settings: MethodSettings) =>
  evaluate(encodedTensors(), (values) => {
    const support = viewsOf(values, 'support');
    const { loss, terms } = supervised.loss({
      support,
      supportLabels: values['labels']!,
      localViewCount: 0,
      settings,
    });
    return { loss, ...terms };
  });

describe('supervised', () => {
  it('asks for no unlabeled views', () => {
    expect(supervised.needs(defaultMethodSettings)).toMatchObject({ globalViews: 0, localViews: false });
  });

  it('is the cross-entropy of the class head on the labels', async () => {
    const { data } = encodedTensors()['support.logits']!;
    const logits = Array.from(data as Float32Array);
    const losses = [0, 1, 2, 3].map((row) => {
      const [a, b] = [logits[2 * row]!, logits[2 * row + 1]!];
      return Math.log(Math.exp(a) + Math.exp(b)) - (row % 2 === 0 ? a : b);
    });
    const result = await supervisedTerms(defaultMethodSettings);
    expectClose(result.loss, [losses.reduce((a, b) => a + b, 0) / 4]);
  });

  it('refuses to train on nothing', async () => {
    await expect(supervisedTerms({ ...defaultMethodSettings, supervisedWeight: 0 })).rejects.toThrow(
      /nothing to learn/,
    );
  });
});
