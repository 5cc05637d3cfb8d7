import { expect, it } from 'vitest';
import { defaultSettings } from '../../../../src/services/training/settings.ts';
import { learntFrom, type TrainingData } from '../../../../src/services/training/trainingData.ts';

const unlabeled = Array.from({ length: 12_000 }, (_, place) => 3 * place);
const data = { unlabeled } as unknown as TrainingData;
const heads = { ...defaultSettings, trainEncoder: false };

it('heads alone learn from some of very many images, always the same ones', () => {
  const some = learntFrom(data, heads).unlabeled;
  expect(some).toHaveLength(5000);
  expect(some.every((index) => index % 3 === 0)).toBe(true);
  expect(new Set(some).size).toBe(5000);
  // Of all parts of the folder.
  expect(some.filter((index) => index < 18_000).length).toBeGreaterThan(2300);
  expect(some.filter((index) => index < 18_000).length).toBeLessThan(2700);
  expect(learntFrom(data, heads).unlabeled).toEqual(some);
});

it('a whole encoder learns from all of them, and heads that are to go through all of them', () => {
  expect(learntFrom(data, defaultSettings).unlabeled).toBe(unlabeled);
  expect(learntFrom(data, { ...heads, epochs: 2 }).unlabeled).toBe(unlabeled);
});
