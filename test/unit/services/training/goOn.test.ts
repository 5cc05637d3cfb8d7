import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/engine/graph/tensor.ts';
import { trainingChoices } from '../../../../src/shared/contract/training.ts';
import { setLabel } from '../../../../src/services/labeling/setLabels.ts';
import { decide } from '../../../../src/services/training/desk/decide.ts';
import { loadCheckpoint } from '../../../../src/services/training/checkpoint.ts';
import { runMainTraining } from '../../../../src/services/training/mainTraining.ts';
import { prepareTraining, type PreparedTraining } from '../../../../src/services/training/prepareTraining.ts';
import type { TrainReport } from '../../../../src/services/training/report.ts';
import { beginRun, loadPlan, type Run } from '../../../../src/services/training/run.ts';
import { defaultSettings, type TrainSettings } from '../../../../src/services/training/settings.ts';
import { forgetOlderWeights, keepWeights } from '../../../../src/services/training/startWeights.ts';
import { averagedWeights, readState } from '../../../../src/services/training/trainingState.ts';
import { sameBits } from '../../../support/sameBits.ts';
import { smallBench } from '../../../support/smallBench.ts';
import { SMALL_SIZE_PX, smallProject, type SmallProject } from '../../../support/smallProject.ts';

/** Steps after which a training ends with what it learnt until then. */
const STEPS = 12;

const heads: TrainSettings = { ...defaultSettings, encoder: 'wrn-10-1', trainEncoder: false };
const whole: TrainSettings = { ...heads, trainEncoder: true };
const human = { source: 'human', origin: 'test' } as const;

let project: SmallProject;

beforeEach(async () => {
  project = await smallProject({ perClass: 10, labels: 3 });
});

afterEach(() => project.dispose());

interface Outcome {
  readonly run: Run;
  readonly prepared: PreparedTraining;
  readonly state: Map<string, Tensor>;
  readonly notes: readonly string[];
}

/** Runs a few steps of a run, or those that are left. With `stopAfter` it is interrupted when so many are done. */
async function train(
  request: TrainSettings | 'resume',
  { steps = STEPS, stopAfter = Infinity } = {},
): Promise<Outcome> {
  let done: number | undefined;
  const signal = {
    get aborted() {
      return done === stopAfter;
    },
  };
  const run = beginRun(project.store, request === 'resume' ? request : { settings: request, sizePx: SMALL_SIZE_PX });
  const prepared = await prepareTraining(project.training, run.data, run.settings, run.sizePx);
  const { state, warnings } = await runMainTraining({ ...project.training, signal }, run, prepared, {
    planned: async (_, __, stepsDone) => void (done = stepsDone),
    step: async ({ totalStep }) => void (done = totalStep),
    endsEarly: () => done === steps,
  });
  return { run, prepared, state: await readState(state), notes: warnings };
}

/** Ends a run as a finished one that kept these features. */
async function finish({ run, prepared, state }: Outcome, features: 'trained' | 'frozen' = 'trained'): Promise<void> {
  const { store } = project;
  const report = { settings: run.settings, imageSizePx: run.sizePx, kept: { features } } as TrainReport;
  if (features === 'trained') await keepWeights(store, run.id, prepared.parts, state);
  store.updateRun(run.id, 'finished', JSON.stringify(report));
  await forgetOlderWeights(store, run.id);
}

const onFrom = (settings: TrainSettings): TrainSettings => ({ ...settings, startFrom: 'last' });

/** The weights before the first step, where they are not those of the untouched start, and what is said of them. */
async function startOf(settings: TrainSettings): Promise<{ weights?: ReadonlyMap<string, Tensor>; notes: unknown }> {
  await expect(train(settings, { stopAfter: 0 })).rejects.toMatchObject({ code: 'STOPPED' });
  const { id } = project.store.runs().at(-1)!;
  const checkpoint = await loadCheckpoint(project.store, id);
  const { notes } = (await loadPlan(project.store, id))!;
  return checkpoint ? { weights: checkpoint.tensors, notes } : { notes };
}

/** The values that a tensor of the class head has for one class. */
const column = ({ data, shape }: Tensor, index: number): number[] => {
  const classCount = shape.at(-1)!;
  return [...(data as Float32Array)].filter((_, place) => place % classCount === index);
};

const keptWeights = (runId: number): Promise<Uint8Array | undefined> =>
  project.store.readBlob(`run-${runId}-weights.onnx`);

const lossAt = (runId: number, step: number): number =>
  project.store.metrics(runId).find((metric) => metric.step === step && metric.name === 'loss')!.value;

test('the second training starts from the averaged weights of the first', async () => {
  const first = await train(whole, { steps: 2 });
  await finish(first);
  const { weights, notes } = await startOf(onFrom(whole));
  const learnt = averagedWeights(first.state);
  for (const [name, tensor] of weights!) expect(sameBits(tensor, learnt.get(name)!), name).toBe(true);
  expect([...weights!.keys()]).toEqual(expect.arrayContaining(['classifier/fc.weight', 'projection/fc1.weight']));
  expect([...weights!.keys()].some((name) => name.startsWith('encoder/'))).toBe(true);
  expect(notes).toEqual([expect.stringMatching(/went on from what training 1 had learnt.*began anew/)]);
  expect((await loadPlan(project.store, 2))!.stages[0]).toMatchObject({ stepCount: 100, stepCountAnew: 400 });
});

test('its first step is far less wrong than the first one of the first', async () => {
  await finish(await train(heads, { steps: 60 }));
  await train(onFrom(heads), { steps: 1 });
  expect(lossAt(2, 1)).toBeLessThan(0.8 * lossAt(1, 1));
});

test('interrupted and resumed, it ends with the same weights, bit for bit', async () => {
  await finish(await train(heads));
  const expected = await train(onFrom(heads));
  for (const stopAfter of [0, 5]) {
    await expect(train(onFrom(heads), { stopAfter })).rejects.toMatchObject({ code: 'STOPPED' });
    const { state } = await train('resume');
    for (const [name, tensor] of expected.state) expect(sameBits(state.get(name)!, tensor), name).toBe(true);
  }
});

test('rows of the class head follow their classes: one that is new starts fresh, one that is gone is left out', async () => {
  const { store } = project;
  const first = await train(heads);
  await finish(first);
  const learnt = averagedWeights(first.state).get('classifier/fc.weight')!;

  const unlabelled = store.images().filter(({ path }) => path === 'blue-8.png' || path === 'blue-9.png');
  for (const { index } of unlabelled) setLabel(store, index, 'sky', human);
  const [redFirst, skyLast] = [0, 2];
  const added = (await startOf(onFrom(heads))).weights!;
  expect(added.get('classifier/fc.weight')!.shape.at(-1)).toBe(3);
  expect(added.get('classifier/fc.bias')!.data[skyLast]).toBe(0);
  expect(column(added.get('classifier/fc.weight')!, redFirst)).toEqual(column(learnt, redFirst));
  expect(column(added.get('classifier/fc.weight')!, 1)).toEqual(column(learnt, 1));

  for (const { imageIndex, className } of store.labels()) {
    if (className === 'red') setLabel(store, imageIndex, 'sky', human);
  }
  const removed = (await startOf(onFrom(heads))).weights!;
  expect(removed.get('classifier/fc.weight')!.shape.at(-1)).toBe(2);
  expect(column(removed.get('classifier/fc.weight')!, 0)).toEqual(column(learnt, 1));
});

test.each([
  ['another network', { encoder: 'wrn-10-2' }, 'trained', /another network \('wrn-10-1'\)/],
  ['other parts of it', { trainEncoder: true }, 'trained', /only the last layers/],
  ['a training that did not help', {}, 'frozen', /did not help/],
] as const)('after %s it begins anew and says why', async (_, change, features, words) => {
  await finish(await train(heads), features);
  const start = await startOf(onFrom({ ...heads, ...change }));
  expect(start).toEqual({ notes: [expect.stringMatching(words)] });
});

test('in a window a training goes on where it can, unless somebody chose', async () => {
  const choices = trainingChoices.parse({ encoder: 'wrn-10-1', trainEncoder: false });
  const bench = smallBench(project);
  expect(await decide(bench, choices)).toMatchObject({ canGoOn: false, settings: { startFrom: 'encoder' } });
  await finish(await train(heads, { steps: 1 }));
  expect(await decide(bench, choices)).toMatchObject({ canGoOn: true, settings: { startFrom: 'last' } });
  const anew = await decide(bench, { ...choices, startFrom: 'encoder' });
  expect(anew).toMatchObject({ canGoOn: true, settings: { startFrom: 'encoder' } });
  expect((await decide(bench, { ...choices, imageSizePx: 20 })).canGoOn).toBe(false);
});

test('without a finished training it begins anew and says so; only the newest one keeps its weights', async () => {
  const first = await train(onFrom(heads));
  expect(first.notes).toEqual([expect.stringMatching(/no finished training/)]);
  await finish(first);
  expect(await keptWeights(1)).toBeDefined();
  await finish(await train(onFrom(heads)));
  expect(await keptWeights(1)).toBeUndefined();
  expect(await keptWeights(2)).toBeDefined();
});
