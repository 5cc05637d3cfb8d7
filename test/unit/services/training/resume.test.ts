import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/engine/graph/tensor.ts';
import { setLabel } from '../../../../src/services/labeling/setLabels.ts';
import { loadCheckpoint } from '../../../../src/services/training/checkpoint.ts';
import { runMainTraining } from '../../../../src/services/training/mainTraining.ts';
import { makePlan } from '../../../../src/services/training/makePlan.ts';
import { prepareTraining } from '../../../../src/services/training/prepareTraining.ts';
import { beginRun, savePlan } from '../../../../src/services/training/run.ts';
import { defaultSettings } from '../../../../src/services/training/settings.ts';
import { readState } from '../../../../src/services/training/trainingState.ts';
import { sameBits } from '../../../support/sameBits.ts';
import { SMALL_SIZE_PX, smallProject, type SmallProject } from '../../../support/smallProject.ts';

const settings = { ...defaultSettings, encoder: 'wrn-10-1' };
const projects: SmallProject[] = [];

afterEach(async () => {
  for (const project of projects.splice(0)) await project.dispose();
});

/** Three steps of each stage, so that there are checkpoints within a stage and between stages. */
async function trainSteps(project: SmallProject, stopAfter?: number): Promise<Map<string, Tensor>> {
  let done = 0;
  const signal = {
    get aborted() {
      return done === stopAfter;
    },
  };
  const dependencies = { ...project.training, signal, onProgress: () => void done++ };
  const run = beginRun(project.store, { settings, sizePx: SMALL_SIZE_PX });
  const facts = { labelCounts: [3, 3], unlabeledCount: run.data.unlabeled.length, pretrained: false };
  const stages = makePlan(settings, facts).map((stage) => Object.assign({}, stage, { stepCount: 3, warmupSteps: 1 }));
  await savePlan(project.store, run.id, { stages, classPrior: [0.5, 0.5] });
  const prepared = await prepareTraining(dependencies, run.data, run.settings, run.sizePx);
  const { state } = await runMainTraining(dependencies, run, prepared);
  return readState(state);
}

async function resume(project: SmallProject): Promise<Map<string, Tensor>> {
  const run = beginRun(project.store, 'resume');
  const prepared = await prepareTraining(project.training, run.data, run.settings, run.sizePx);
  const { state } = await runMainTraining(project.training, run, prepared);
  return readState(state);
}

async function newProject(): Promise<SmallProject> {
  const created = await smallProject({ perClass: 12, labels: 3 });
  projects.push(created);
  return created;
}

let expected: Map<string, Tensor>;

beforeAll(async () => {
  expected = await trainSteps(await newProject());
});

test.each([2, 3, 5])(
  'a training stopped after step %i and resumed ends with the same weights, bit for bit',
  async (stopAfter) => {
    const interrupted = await newProject();
    await expect(trainSteps(interrupted, stopAfter)).rejects.toMatchObject({ code: 'STOPPED' });
    const checkpoint = await loadCheckpoint(interrupted.store, 1);
    expect(checkpoint).toMatchObject({
      stageIndex: stopAfter > 3 ? 1 : 0,
      step: stopAfter > 3 ? stopAfter - 3 : stopAfter,
    });

    const resumed = await resume(interrupted);

    expect([...resumed.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [name, tensor] of expected) expect(sameBits(resumed.get(name)!, tensor), name).toBe(true);
  },
);

test('labels that are given while a training is interrupted do not change what it resumes with', async () => {
  const interrupted = await newProject();
  await expect(trainSteps(interrupted, 2)).rejects.toMatchObject({ code: 'STOPPED' });
  const unlabeled = interrupted.store.images().find((image) => image.path === 'red-9.png')!;
  setLabel(interrupted.store, unlabeled.index, 'red', { source: 'human', origin: 'test' });

  expect(beginRun(interrupted.store, 'resume').data.labelled).toHaveLength(6);
});

test('metrics of a resumed training are those of its steps, once each', async () => {
  const interrupted = await newProject();
  await expect(trainSteps(interrupted, 4)).rejects.toMatchObject({ code: 'STOPPED' });
  await resume(interrupted);

  const steps = interrupted.store.metrics(1).flatMap(({ step, name }) => (name === 'loss' ? [step] : []));
  expect(steps).toEqual([1, 2, 3, 4, 5, 6]);
});

test('there is nothing to resume in a project that was never trained', async () => {
  const untrained = await newProject();
  expect(() => beginRun(untrained.store, 'resume')).toThrow(/no training to go on with/);
});
