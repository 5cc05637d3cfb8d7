import { expect, test } from 'vitest';
import { makePlan, shortened, supervisedPlan } from '../../../../src/services/training/makePlan.ts';
import { defaultSettings } from '../../../../src/services/training/settings.ts';

const facts = { labelCounts: new Array<number>(10).fill(10), unlabeledCount: 3900, pretrained: true };

test('the default is a warm-up on the labels and then PAWS', () => {
  expect(makePlan(defaultSettings, facts).map(({ name, method }) => [name, method])).toEqual([
    ['warm-up', 'supervised'],
    ['paws', 'paws'],
  ]);
});

test('epochs count passes over the unlabeled images', () => {
  const [, paws] = makePlan({ ...defaultSettings, epochs: 3 }, facts);
  expect(paws!.stepCount).toBe(3 * Math.ceil(3900 / paws!.unlabeledCount));
});

test('heads alone learn as gently as the whole, and longer: their steps cost next to nothing', () => {
  const whole = makePlan(defaultSettings, facts);
  const heads = makePlan({ ...defaultSettings, trainEncoder: false }, facts);
  expect(heads.map((stage) => stage.peakRate)).toEqual(whole.map((stage) => stage.peakRate));
  expect(heads.at(-1)!.stepCount).toBeGreaterThanOrEqual(8 * whole.at(-1)!.stepCount);
  const [, chosen] = makePlan({ ...defaultSettings, trainEncoder: false, epochs: 1 }, facts);
  expect(chosen!.stepCount).toBe(whole.at(-1)!.stepCount);
});

test('the support set shrinks to what there is: one label per class, or a hundred classes', () => {
  const oneEach = makePlan(defaultSettings, { ...facts, labelCounts: [1, 1, 1] });
  expect(oneEach.map((stage) => stage.supportPerClass)).toEqual([1, 1]);
  const manyClasses = makePlan(defaultSettings, { ...facts, labelCounts: new Array<number>(100).fill(20) });
  expect(manyClasses.map((stage) => stage.supportPerClass)).toEqual([1, 1]);
});

function spreadShareOf(labels: number, trainEncoder: boolean): number {
  const stages = makePlan({ ...defaultSettings, trainEncoder }, { ...facts, labelCounts: [labels, labels] });
  return stages.at(-1)!.methodSettings.spreadShare;
}

test('few labels are held to what spreads from them; many are not, nor heads alone', () => {
  expect([spreadShareOf(5, true), spreadShareOf(10, true), spreadShareOf(5, false)]).toEqual([0.5, 0, 0]);
});

test('a smaller batch gets a smaller rate', () => {
  const [small] = makePlan(defaultSettings, { ...facts, labelCounts: [2, 2] });
  const [large] = makePlan(defaultSettings, facts);
  expect(small!.peakRate).toBeLessThan(large!.peakRate);
});

test('with next to no unlabeled images there is nothing for PAWS to learn from', () => {
  expect(makePlan(defaultSettings, { ...facts, unlabeledCount: 3 }).map((stage) => stage.name)).toEqual(['warm-up']);
  expect(makePlan({ ...defaultSettings, method: 'supervised' }, facts)).toHaveLength(1);
});

test('the supervised baseline is trained for longer than the warm-up, with a rate that falls to nothing', () => {
  const [warmUp] = makePlan(defaultSettings, facts);
  const baseline = supervisedPlan(defaultSettings, facts);
  expect(baseline.stepCount).toBeGreaterThan(warmUp!.stepCount);
  expect(baseline.finalRate).toBe(0);
});

test('a shortened plan keeps at least one step of each stage', () => {
  expect(shortened(makePlan(defaultSettings, facts), 1e-6).map((stage) => stage.stepCount)).toEqual([1, 1]);
});
