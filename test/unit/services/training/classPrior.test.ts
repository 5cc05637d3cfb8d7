import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPreprocessing } from '../../../../src/services/exporting/preprocessing.ts';
import { removeLabel } from '../../../../src/services/labeling/setLabels.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import { expectedClasses, type ExpectedClasses } from '../../../../src/services/training/classPrior.ts';
import { prepareTraining } from '../../../../src/services/training/prepareTraining.ts';
import { beginRun } from '../../../../src/services/training/run.ts';
import { defaultSettings, type TrainSettings } from '../../../../src/services/training/settings.ts';
import { trainingData } from '../../../../src/services/training/trainingData.ts';
import { RED_AND_BLUE, writePictures } from '../../../support/pictures.ts';
import { SMALL_SIZE_PX, smallProject, type SmallProject } from '../../../support/smallProject.ts';

const PER_CLASS = 10;
const LABELS = 5;

let project: SmallProject;

beforeEach(async () => {
  project = await smallProject({ perClass: PER_CLASS, labels: LABELS });
});
afterEach(() => project.dispose());

async function expected(classPrior: TrainSettings['classPrior']): Promise<ExpectedClasses> {
  const settings: TrainSettings = { ...defaultSettings, encoder: 'wrn-10-1', classPrior };
  const prepared = await prepareTraining(project.training, trainingData(project.store), settings, SMALL_SIZE_PX);
  try {
    return await expectedClasses(project.training, prepared);
  } finally {
    await prepared.pixels.close();
  }
}

/** Adds blue pictures, none of them a copy: of those without a label 5 are red then and 5 + count blue. */
async function addBlue(count: number): Promise<void> {
  const { store, folder, runtime } = project;
  await writePictures(path.join(folder.root, 'more'), { blue: RED_AND_BLUE.blue }, count, 20);
  await importFolder({
    store,
    folder,
    preprocessing: await createPreprocessing(runtime, SMALL_SIZE_PX),
    concurrency: 2,
  });
}

/** In the order of the classes of the project. */
const shareOf = ({ classPrior }: ExpectedClasses, name: string): number =>
  classPrior[project.store.classes().indexOf(name)]!;

it('expects all classes alike where first guesses do not say otherwise', async () => {
  expect(await expected('auto')).toEqual({ classPrior: [0.5, 0.5], notes: [] });
});

it('expects what first guesses say where they are clear, and says so', async () => {
  await addBlue(20);
  const result = await expected('auto');
  // 25 of 30, drawn a twentieth of the way to one half.
  expect(shareOf(result, 'blue')).toBeCloseTo(0.95 * (25 / 30) + 0.05 / 2, 6);
  expect(shareOf(result, 'red')).toBeCloseTo(1 - shareOf(result, 'blue'), 6);
  expect(result.notes).toEqual([expect.stringContaining('(about 83 % "blue", about 17 % "red")')]);
});

it('does as it is told', async () => {
  expect(shareOf(await expected('estimated'), 'blue')).toBeCloseTo(0.5, 6);
  await addBlue(20);
  expect(await expected('uniform')).toEqual({ classPrior: [0.5, 0.5], notes: [] });
  expect(shareOf(await expected('estimated'), 'blue')).toBeGreaterThan(0.8);
});

it('expects the shares that were given, and wants one of every class that has labels', async () => {
  const given = await expected({ red: 1, blue: 3, green: 96 });
  expect([shareOf(given, 'red'), shareOf(given, 'blue'), given.notes]).toEqual([0.25, 0.75, []]);
  const settings = { ...defaultSettings, classPrior: { blue: 3 } };
  const refusal = expect.objectContaining({ code: 'USAGE', message: expect.stringContaining('not for "red"') });
  expect(() => beginRun(project.store, { settings, sizePx: SMALL_SIZE_PX })).toThrow(refusal);
  expect(project.store.runs()).toEqual([]);
});

it('does not count by guesses from fewer than five labels per class', async () => {
  await addBlue(20);
  removeLabel(project.store, project.store.labels()[0]!.imageIndex, { source: 'human', origin: 'test' });
  expect(await expected('auto')).toEqual({ classPrior: [0.5, 0.5], notes: [] });
});
