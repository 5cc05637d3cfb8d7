import { afterEach, expect, test } from 'vitest';
import { defaultMethodSettings } from '../../../../src/learning/methods/method.ts';
import { makePlan } from '../../../../src/services/training/makePlan.ts';
import { prepareTraining } from '../../../../src/services/training/prepareTraining.ts';
import { defaultSettings } from '../../../../src/services/training/settings.ts';
import { spreadLabelsFor } from '../../../../src/services/training/spreadLabels.ts';
import { trainingData } from '../../../../src/services/training/trainingData.ts';
import { SMALL_SIZE_PX, smallProject, type SmallProject } from '../../../support/smallProject.ts';

let project: SmallProject;

afterEach(() => project.dispose());

test('labels spread to the images that look alike, only those that are given, and only for a stage that asks', async () => {
  project = await smallProject({ perClass: 6, labels: 2 });
  const { training, store } = project;
  const data = trainingData(store);
  const settings = { ...defaultSettings, encoder: 'wrn-10-1' };
  const prepared = await prepareTraining(training, data, settings, SMALL_SIZE_PX);
  const run = { labelled: data.labelled, classPrior: [0.5, 0.5] };
  const [warmUp, paws] = makePlan(settings, { labelCounts: [2, 2], unlabeledCount: 8, pretrained: false });

  expect(await spreadLabelsFor(training, prepared, warmUp!, run)).toBeUndefined();
  const without = { ...paws!, methodSettings: defaultMethodSettings };
  expect(await spreadLabelsFor(training, prepared, without, run)).toBeUndefined();

  const targets = (await spreadLabelsFor(training, prepared, paws!, run))!;
  const colors = data.images.map(({ path }) => path.split('-')[0]);
  const spreadTo = data.images.map(({ index }) =>
    targets[2 * index]! > targets[2 * index + 1]! ? data.classNames[0] : data.classNames[1],
  );
  expect(spreadTo).toEqual(colors);

  const oneEach = data.labelled.filter(
    ({ classIndex }, position) => data.labelled.findIndex((label) => label.classIndex === classIndex) === position,
  );
  expect(await spreadLabelsFor(training, prepared, paws!, { ...run, labelled: oneEach })).not.toEqual(targets);
});
