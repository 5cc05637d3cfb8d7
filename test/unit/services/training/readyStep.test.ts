import { afterAll, expect, test } from 'vitest';
import { makePlan } from '../../../../src/services/training/makePlan.ts';
import { prepareTraining } from '../../../../src/services/training/prepareTraining.ts';
import { readyStep } from '../../../../src/services/training/readyStep.ts';
import { defaultSettings } from '../../../../src/services/training/settings.ts';
import { trainingData } from '../../../../src/services/training/trainingData.ts';
import { SMALL_SIZE_PX, smallProject } from '../../../support/smallProject.ts';

const project = await smallProject({ perClass: 12, labels: 3 });
afterAll(() => project.dispose());

const settings = { ...defaultSettings, encoder: 'wrn-10-1', trainEncoder: false };
const data = trainingData(project.store);
const prepared = await prepareTraining(project.training, data, settings, SMALL_SIZE_PX);
const facts = { labelCounts: data.labelCounts, unlabeledCount: data.unlabeled.length, pretrained: false };
const [warmUp, paws] = makePlan(settings, facts);
const { parts, source } = prepared;
const stepOf = (stage: typeof warmUp) => readyStep({ stage: stage!, parts, source, classCount: 2 });

test('a stage of the training and the shorter one of the check share a step', async () => {
  const step = await stepOf(warmUp);
  expect(await stepOf({ ...warmUp!, stepCount: 3, warmupSteps: 1, peakRate: 1e-3 })).toBe(step);
  expect(step.model.length).toBeGreaterThan(1000);
  expect(step.metricNames).toContain('loss');
});

test('what is another step is built anew', async () => {
  const step = await stepOf(warmUp);
  for (const stage of [paws!, { ...warmUp!, supportPerClass: 2 }, { ...warmUp!, momentum: 0.5 }]) {
    expect((await stepOf(stage)).model).not.toEqual(step.model);
  }
  const { parts: others } = await prepareTraining(project.training, data, { ...settings, seed: 1 }, SMALL_SIZE_PX);
  expect(await readyStep({ stage: warmUp!, parts: others, source, classCount: 2 })).not.toBe(step);
});

test('whoever waits for the thread has a turn while it is built', async () => {
  let isBuilt = false;
  const building = stepOf({ ...warmUp!, weightDecay: 0.5 }).then(() => (isBuilt = true));
  const wasBuilt = await new Promise((resolve) => {
    setTimeout(() => resolve(isBuilt));
  });
  expect(wasBuilt).toBe(false);
  await building;
});
