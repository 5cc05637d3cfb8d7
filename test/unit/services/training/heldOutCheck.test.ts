import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { normaliseRows } from '../../../../src/learning/classifiers/normalise.ts';
import { encodeImages } from '../../../../src/services/training/encodeImages.ts';
import { FoldJudge } from '../../../../src/services/training/foldJudge.ts';
import { heldOutCheck } from '../../../../src/services/training/heldOutCheck.ts';
import type { HeldOutChoice } from '../../../../src/services/training/heldOutChoice.ts';
import { makePlan } from '../../../../src/services/training/makePlan.ts';
import { prepareTraining, type PreparedTraining } from '../../../../src/services/training/prepareTraining.ts';
import { representationsAt } from '../../../../src/services/training/representationsAt.ts';
import { runPlan } from '../../../../src/services/training/runPlan.ts';
import { defaultSettings, type TrainSettings } from '../../../../src/services/training/settings.ts';
import { frozenEncoder, trainedEncoder } from '../../../../src/services/training/trainedEncoder.ts';
import { trainingData } from '../../../../src/services/training/trainingData.ts';
import type { HeldOutPoint } from '../../../../src/services/training/trainingObserver.ts';
import { SMALL_SIZE_PX, smallProject } from '../../../support/smallProject.ts';

const project = await smallProject({ perClass: 12, labels: 4 });
const classPrior = [0.5, 0.5];

afterEach(() => void vi.restoreAllMocks());
afterAll(() => project.dispose());

async function prepare(trainEncoder: boolean): Promise<PreparedTraining> {
  const settings: TrainSettings = { ...defaultSettings, encoder: 'wrn-10-1', trainEncoder };
  return prepareTraining(project.training, trainingData(project.store), settings, SMALL_SIZE_PX);
}

/** Two stages of so many steps each in a fold. */
function stagesOf({ data, settings }: PreparedTraining, stepCount: number) {
  const facts = { labelCounts: data.labelCounts, unlabeledCount: data.unlabeled.length, pretrained: false };
  const stepsAnew = settings.trainEncoder ? 4 * stepCount : stepCount;
  return makePlan(settings, facts).map((stage) => Object.assign({}, stage, { stepCount: stepsAnew, warmupSteps: 1 }));
}

interface Outcome {
  readonly choice: HeldOutChoice;
  readonly points: readonly HeldOutPoint[];
  readonly details: readonly string[];
}

async function check(prepared: PreparedTraining): Promise<Outcome> {
  const points: HeldOutPoint[] = [];
  const details: string[] = [];
  const dependencies = {
    ...project.training,
    onProgress: (_: string, __: number, ___: number, detail: string) => void details.push(detail),
  };
  const plan = { stages: stagesOf(prepared, 3), classPrior };
  const choice = await heldOutCheck(dependencies, prepared, plan, (point) => void points.push(point));
  return { choice, points, details };
}

let whole: PreparedTraining;
let looked: Outcome;

beforeAll(async () => {
  whole = await prepare(true);
  looked = await check(whole);
});

/** The labelled images as the encoder came and after a step of each stage, encoded and as seen on the way. */
async function learnt(isWhole: boolean) {
  const prepared = isWhole ? whole : await prepare(false);
  const { data, pixels, sizePx, encoder } = prepared;
  const imageIndices = data.labelled.map((label) => label.imageIndex);
  const { state } = await runPlan(project.training, prepared, {
    stages: stagesOf(prepared, 1),
    labelled: data.labelled,
    unlabeled: data.unlabeled,
    classPrior,
  });
  const encoded = async (by: Awaited<ReturnType<typeof trainedEncoder>>): Promise<Float32Array> =>
    encodeImages(project.runtime, by, pixels, sizePx, imageIndices);
  const trained = await encoded(await trainedEncoder(prepared, state));
  const frozen = await encoded(frozenEncoder(prepared));
  const seen = await representationsAt(project.training, prepared, state, { imageIndices, frozen });
  return { frozen, frozenDim: encoder.representationDim, trained, seen, imageCount: imageIndices.length };
}

function largestDifference(left: Float32Array, right: Float32Array): number {
  expect(left).toHaveLength(right.length);
  return Math.max(...left.map((value, place) => Math.abs(value - right[place]!)));
}

test.each([true, false])('what is seen of a training on its way is what it ends with (whole: %s)', async (isWhole) => {
  const { seen, trained } = await learnt(isWhole);
  expect(largestDifference(seen, trained)).toBeLessThan(1e-4);
});

test.each([true, false])('what was learnt stands beside what was seen before (whole: %s)', async (isWhole) => {
  const { frozen, frozenDim, trained, imageCount } = await learnt(isWhole);
  const before = normaliseRows(frozen, frozenDim);
  const dim = trained.length / imageCount;
  for (let row = 0; row < imageCount; row++) {
    const [kept, added] = [
      trained.slice(row * dim, row * dim + frozenDim),
      trained.slice(row * dim + frozenDim, (row + 1) * dim),
    ];
    expect(largestDifference(kept, before.slice(row * frozenDim, (row + 1) * frozenDim))).toBeLessThan(1e-4);
    expect(Math.hypot(...added)).toBeCloseTo(1);
  }
});

test('every fold is judged before it learns, after its first stage, on its way and at its end', () => {
  const { choice, points, details } = looked;
  const shares = [0, 3 / 6, 4 / 6, 5 / 6, 1];
  expect(points.map(({ fold, doneShare }) => [fold, doneShare])).toEqual(
    [0, 1].flatMap((fold) => shares.map((share) => [fold, share])),
  );
  for (const { foldCount, labelCount } of points)
    expect({ foldCount, labelCount }).toEqual({ foldCount: 2, labelCount: 4 });

  const accuracyAt = (share: number): number =>
    points.filter(({ doneShare }) => doneShare === share).reduce((sum, { rightCount }) => sum + rightCount / 8, 0);
  const judged = (features: string) =>
    choice.check!.scores.find((score) => score.features === features && score.classifier === 'softNearestNeighbour');
  expect(accuracyAt(0)).toBe(judged('frozen')!.accuracy);
  expect(accuracyAt(1)).toBe(judged('trained')!.accuracy);
  expect(details.at(-1)).toBe(`part 2 of 2: ${points.at(-2)!.rightCount} of its 4 hidden labels right`);
});

test('looking changes nothing of the check, bit for bit', async () => {
  vi.spyOn(FoldJudge.prototype, 'afterStep').mockResolvedValue();
  const blind = await check(whole);
  expect(blind.points.length).toBeLessThan(looked.points.length);
  expect(looked.choice.predictions).toHaveLength(8);
  expect(blind.choice).toEqual(looked.choice);
});
