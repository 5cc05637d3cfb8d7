import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { workbenchEvent } from '../../../../../src/shared/contract/events.ts';
import { trainingChoices, type TrainingState } from '../../../../../src/shared/contract/training.ts';
import { HandfulError } from '../../../../../src/shared/errors.ts';
import { newestTrainedFeatures } from '../../../../../src/services/spreading/trainedFeatures.ts';
import { TrainingDesk } from '../../../../../src/services/training/desk/trainingDesk.ts';
import { newestFinishedRun } from '../../../../../src/services/training/finishedRun.ts';
import { loadHeldOut } from '../../../../../src/services/training/heldOutRecords.ts';
import type * as plans from '../../../../../src/services/training/makePlan.ts';
import { loadPlan } from '../../../../../src/services/training/run.ts';
import { classifierBlob } from '../../../../../src/services/training/trainProject.ts';
import { smallBench, type SmallBench } from '../../../../support/smallBench.ts';
import { smallProject, type SmallProject } from '../../../../support/smallProject.ts';

/** Steps of each of the two stages: few enough for a test, and metrics are written in the middle of them. */
const STEPS = 12;
const PAUSE_AT = 10;
vi.mock('../../../../../src/services/training/makePlan.ts', async (original) => {
  const real = await original<typeof plans>();
  const makePlan: typeof real.makePlan = (settings, facts) =>
    real.makePlan(settings, facts).map((stage) => Object.assign({}, stage, { stepCount: STEPS, warmupSteps: 1 }));
  return { ...real, makePlan };
});

const choices = trainingChoices.parse({ encoder: 'wrn-10-1', trainEncoder: false });

let project: SmallProject;
let bench: SmallBench;
let finishedCount: number;

const newDesk = (): TrainingDesk => new TrainingDesk(bench, () => void finishedCount++);

beforeEach(async () => {
  project = await smallProject({ perClass: 12, labels: 4 });
  bench = smallBench(project);
  finishedCount = 0;
}, 60_000);

afterEach(async () => {
  await bench.settled();
  await project.dispose();
});

function states(): TrainingState[] {
  return bench.events.flatMap((event) => (event.type === 'training' ? [event.state] : []));
}

/** Calls `act` when the metrics of this step are written, which is before the next step begins. */
function atStep(step: number, act: () => void): void {
  const { store } = bench;
  const write = store.addMetrics.bind(store);
  vi.spyOn(store, 'addMetrics').mockImplementation((runId, metrics) => {
    write(runId, metrics);
    if (metrics.at(-1)?.step === step) act();
  });
}

async function trained(): Promise<TrainingState> {
  await newDesk().start(choices);
  await bench.settled();
  return states().at(-1)!;
}

const classifierOf = async (runId: number): Promise<Uint8Array> => (await bench.store.readBlob(classifierBlob(runId)))!;

describe('a training from start to end', () => {
  test('goes through its phases, says how it goes, tells every metric once, and leaves what comes after it', async () => {
    expect(newDesk().state).toMatchObject({ phase: 'idle', canResume: false });
    const last = await trained();

    expect(last).toMatchObject({ phase: 'finished', runId: 1, canResume: false });
    expect(last.verdict).toMatch(/labels set aside/);
    expect(last.heldOutAccuracy).toBeGreaterThanOrEqual(0);
    const phases = states().map(({ phase }) => phase);
    const order = ['preparing', 'running', 'checking', 'finishing', 'finished'];
    expect(phases.filter((phase, place) => phase !== phases[place - 1])).toEqual(order);

    const during = states().find(({ phase, guard }) => phase !== 'finished' && guard !== undefined);
    expect(during).toMatchObject({ guard: { words: expect.any(String) }, device: expect.stringMatching(/1 thread/) });
    expect(states().find(({ phase }) => phase === 'checking')!.secondsLeft).toBeGreaterThanOrEqual(0);

    const told = bench.events.flatMap((event) => (event.type === 'training' ? event.metrics : []));
    const losses = told.filter(({ name }) => name === 'loss').map(({ step }) => step);
    expect(losses).toEqual(Array.from({ length: 2 * STEPS }, (_, index) => index + 1));
    expect(
      newDesk()
        .metrics(undefined, 20)
        .filter(({ name }) => name === 'loss'),
    ).toHaveLength(5);

    expect(finishedCount).toBe(1);
    const heldOut = await loadHeldOut(bench.store, 1);
    expect(heldOut.map(({ imageIndex }) => imageIndex).toSorted((a, b) => a - b)).toEqual(
      bench.store.labels().map(({ imageIndex }) => imageIndex),
    );
    const features = await newestTrainedFeatures(bench.store);
    expect(features !== undefined).toBe(newestFinishedRun(bench.store).report.kept.features === 'trained');
    expect(newDesk().state).toMatchObject({ phase: 'finished', verdict: last.verdict });
    expect(newDesk().runs()).toMatchObject([{ id: 1, state: 'finished', labelCount: 8 }]);
  });
});

test('each part of the check tells how many of the labels that were hidden from it it gets right', async () => {
  const last = await trained();
  const shares = last.heldOutParts!.map(({ points }) => points.map(({ doneShare }) => doneShare));
  const steps = [0, STEPS, STEPS + STEPS / 3, STEPS + (2 * STEPS) / 3, 2 * STEPS];
  expect(shares).toEqual([0, 1].map(() => steps.map((step) => step / (2 * STEPS))));
  expect(last.heldOutParts!.map(({ labelCount }) => labelCount)).toEqual([4, 4]);

  const growing = states().flatMap(({ phase, heldOutParts }) =>
    phase === 'checking' && heldOutParts ? [heldOutParts.flatMap(({ points }) => points).length] : [],
  );
  expect([...new Set(growing)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const event of bench.events) expect(workbenchEvent.parse(event)).toEqual(event);

  const desk = newDesk();
  await desk.start(choices);
  await desk.stop({ keep: false });
  const [again] = states()
    .filter(({ phase }) => phase === 'preparing')
    .slice(-1);
  expect(again).toMatchObject({ earlierAccuracy: last.heldOutAccuracy });
  expect(again!.heldOutParts).toBeUndefined();
});

describe('pause and resume', () => {
  test('the classifier is, byte for byte, the one of a training that was never interrupted', async () => {
    const { heldOutParts } = await trained();
    const expected = await classifierOf(1);

    const desk = newDesk();
    let paused: Promise<TrainingState> | undefined;
    atStep(PAUSE_AT, () => (paused = desk.pause()));
    await desk.start(choices);
    await bench.settled();
    expect(await paused).toMatchObject({ phase: 'paused', step: PAUSE_AT, canResume: true });
    vi.restoreAllMocks();

    // As after a crash: the run is not known to have ended, a label is another one, and another desk finds it all.
    bench.store.updateRun(2, 'running');
    const [label] = bench.store.labels();
    const removal = { imageIndex: label!.imageIndex, classIndex: null, source: 'human' as const, origin: 'test' };
    bench.store.addChange({ what: { kind: 'cleared', imageCount: 1 }, labels: [removal], classes: [] });
    const other = newDesk();
    expect(other.state).toMatchObject({ phase: 'stopped', canResume: true, runId: 2 });
    await other.resume();
    await bench.settled();
    expect(other.state).toMatchObject({ phase: 'finished', runId: 2, heldOutParts });
    expect(Buffer.compare(await classifierOf(2), expected)).toBe(0);
  });

  test('there is nothing to go on with after a training that finished, or without one', async () => {
    await expect(newDesk().resume()).rejects.toMatchObject({ code: 'NOT_TRAINED' });
  });
});

describe('stop', () => {
  test('keeping what was learnt ends the stages, and checks and classifies as usual', async () => {
    const desk = newDesk();
    atStep(PAUSE_AT, () => void desk.stop({ keep: true }));
    await desk.start(choices);
    await bench.settled();
    expect(desk.state).toMatchObject({ phase: 'finished' });
    const { stages } = (await loadPlan(bench.store, 1))!;
    expect(stages.map(({ stepCount }) => stepCount)).toEqual([PAUSE_AT]);
    expect(bench.store.predictions(1)).toHaveLength(24);
  });

  test('before the first step, keeping makes a classifier all the same', async () => {
    const desk = newDesk();
    await desk.start(choices);
    await desk.stop({ keep: true });
    await bench.settled();
    expect(desk.state).toMatchObject({ phase: 'finished' });
    expect((await loadPlan(bench.store, 1))!.stages).toEqual([]);
    expect(bench.store.predictions(1)).toHaveLength(24);
  });

  test('without keeping, the run can still go on later, or be ended from where it stands', async () => {
    const desk = newDesk();
    atStep(PAUSE_AT, () => void desk.stop({ keep: false }));
    await desk.start(choices);
    await bench.settled();
    expect(desk.state).toMatchObject({ phase: 'stopped', canResume: true });
    expect(bench.store.predictions(1)).toEqual([]);
    vi.restoreAllMocks();

    await desk.stop({ keep: true });
    await bench.settled();
    expect(desk.state).toMatchObject({ phase: 'finished', runId: 1 });
    expect((await loadPlan(bench.store, 1))!.stages.map(({ stepCount }) => stepCount)).toEqual([PAUSE_AT]);
  });
});

describe('what cannot be', () => {
  test('a second training at the same time', async () => {
    const desk = newDesk();
    const first = desk.start(choices);
    await expect(desk.start(choices)).rejects.toMatchObject({ code: 'TRAINING_BUSY' });
    await expect(desk.resume()).rejects.toMatchObject({ code: 'TRAINING_BUSY' });
    await first;
    await desk.stop({ keep: false });
  });

  test('an encoder that is not there, which is said at once and leaves no run behind', async () => {
    const attempt = newDesk().start({ ...choices, encoder: '/nowhere/encoder.onnx' });
    await expect(attempt).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' });
    expect(newDesk().runs()).toEqual([]);
  });

  test('a full disk ends the training in words and loses nothing: with room again it goes on', async () => {
    const full = new HandfulError('DISK_FULL', 'There is no room on the disk.', 'Make room.');
    atStep(PAUSE_AT, () => {
      throw full;
    });
    const desk = newDesk();
    await desk.start(choices);
    await bench.settled();
    expect(desk.state).toMatchObject({
      phase: 'failed',
      canResume: true,
      error: { code: 'DISK_FULL', message: full.message, remedy: full.remedy },
    });
    vi.restoreAllMocks();
    await desk.resume();
    await bench.settled();
    expect(desk.state).toMatchObject({ phase: 'finished' });
    const steps = desk.metrics(1, 0).flatMap(({ step, name }) => (name === 'loss' ? [step] : []));
    expect(steps).toEqual(Array.from({ length: 2 * STEPS }, (_, index) => index + 1));
  });
});

describe('estimate', () => {
  test('says how long it takes, within which range, and measures only once', async () => {
    const desk = newDesk();
    const first = await desk.estimate(choices);
    expect(first).toMatchObject({ canStart: true, stepCount: 2 * STEPS });
    expect(first.minutesFrom).toBeLessThan(first.minutes);
    expect(first.minutesTo).toBeGreaterThan(first.minutes);
    const again = await desk.estimate(choices);
    expect(again.minutes).toBe(first.minutes);
    expect((await desk.estimate({ ...choices, minutes: 7 })).minutes).toBe(7);
  });

  test('says why a training cannot start', async () => {
    const labels = bench.store.labels().map(({ imageIndex }) => {
      return { imageIndex, classIndex: null, source: 'human' as const, origin: 'test' };
    });
    bench.store.addChange({ what: { kind: 'cleared', imageCount: 1 }, labels, classes: [] });
    const estimate = await newDesk().estimate(choices);
    expect(estimate).toMatchObject({ canStart: false, warnings: [expect.stringMatching(/label/)] });
  });
});
