import { isScratchEncoder } from '../../../learning/encoders/createEncoder.ts';
import type { TrainingChoices, TrainingEstimate } from '../../../shared/contract/training.ts';
import { HandfulError } from '../../../shared/errors.ts';
import type { Bench } from '../../workbench/bench.ts';
import { hasPixels } from '../../projects/pixelRows.ts';
import { glimpsedImages } from '../../projects/readInFull.ts';
import { requireSharesOf } from '../classPrior.ts';
import { overrunNotes, realMinutes, stepSeconds, timeShares } from '../fitToMinutes.ts';
import { makePlan } from '../makePlan.ts';
import type { TrainSettings } from '../settings.ts';
import type { StagePlan } from '../plan.ts';
import { learntFrom, trainingData } from '../trainingData.ts';
import { decide } from './decide.ts';
import { measurePace } from './measurePace.ts';
import { paceKey, type PaceBook } from './paceBook.ts';
import { secondsOf, sum, workloadOf, type Pace, type Workload } from '../workload.ts';

/** How far the minutes may be off, as factors: other programs, and steps that take longer when the machine is warm. */
const SHORTEST = 0.75;
const LONGEST = 1.6;
/** Where nothing could be measured: an ordinary processor at 64 px, and how far that may be off. */
const UNMEASURED: Pace = { secondsPerView: 0.003, secondsPerImage: 0.001 };
const UNMEASURED_SPAN = 4;
const UNMEASURED_SIZE_PX = 64;

/** How long a training would take, or why it cannot start. `mayTry`: whether the processor is free for a short trial. */
export async function estimateTraining(
  bench: Bench,
  choices: TrainingChoices,
  paces: PaceBook,
  mayTry: boolean,
): Promise<TrainingEstimate> {
  try {
    return await estimate(bench, choices, paces, mayTry);
  } catch (error) {
    if (!(error instanceof HandfulError)) throw error;
    return {
      minutes: 0,
      stepCount: 0,
      warnings: [`${error.message} ${error.remedy}`],
      canStart: false,
      canGoOn: false,
    };
  }
}

async function estimate(
  bench: Bench,
  choices: TrainingChoices,
  paces: PaceBook,
  mayTry: boolean,
): Promise<TrainingEstimate> {
  const all = trainingData(bench.store);
  const { settings, sizePx, canGoOn } = await decide(bench, choices);
  const data = learntFrom(all, settings);
  requireSharesOf(data.classNames, settings);
  const facts = {
    labelCounts: data.labelCounts,
    unlabeledCount: data.unlabeled.length,
    pretrained: !isScratchEncoder(settings.encoder),
    goesOn: settings.startFrom === 'last' && canGoOn,
  };
  const stages = makePlan(settings, facts);
  const key = paceKey(bench.machine.runtime, settings, sizePx);
  let pace = await paces.find(key);
  if (!pace && mayTry && (await hasPixels(bench.store, sizePx))) {
    pace = await measurePace(bench, settings, sizePx, { data, stages });
    paces.noteTrial(key, pace);
  }
  const known = pace ?? scaled(UNMEASURED, (sizePx / UNMEASURED_SIZE_PX) ** 2);
  const { minutes, stepCount, warnings } = extentOf(settings, workloadOf(settings, data, stages), stages, known);
  const [shortest, longest] = pace ? [SHORTEST, LONGEST] : [1 / UNMEASURED_SPAN, UNMEASURED_SPAN];
  return {
    minutes,
    minutesFrom: minutes * shortest,
    minutesTo: minutes * longest,
    stepCount,
    warnings: [
      ...data.warnings,
      ...importWarning(bench),
      ...(await glimpseWarning(bench, sizePx)),
      ...(pace ? warnings : []),
    ],
    canStart: true,
    canGoOn,
  };
}

const scaled = (pace: Pace, factor: number): Pace => ({
  secondsPerView: factor * pace.secondsPerView,
  secondsPerImage: factor * pace.secondsPerImage,
});

/** How long the training takes, in how many steps, and what to say where it cannot keep to its limit. */
function extentOf({ minutes }: TrainSettings, work: Workload, stages: readonly StagePlan[], pace: Pace) {
  if (minutes === undefined) {
    const seconds = sum(Object.values(secondsOf(work, pace)));
    return {
      minutes: Math.max(0.1, seconds / 60),
      stepCount: sum(stages.map((stage) => stage.stepCount)),
      warnings: [],
    };
  }
  return {
    minutes: realMinutes(work, minutes, pace.secondsPerImage),
    stepCount: stepsIn(work, minutes, stages, pace),
    warnings: overrunNotes(work, minutes, pace.secondsPerImage),
  };
}

/** About as many steps as `fitToMinutes` will find. */
function stepsIn(work: Workload, minutes: number, stages: readonly StagePlan[], pace: Pace): number {
  const seconds = stepSeconds(work, minutes, pace.secondsPerImage);
  const steps = timeShares(stages).map(
    (share, index) => (seconds * share) / (work.stages[index]!.viewCount * pace.secondsPerView),
  );
  return Math.max(2, Math.round(sum(steps)));
}

function importWarning({ activities }: Bench): string[] {
  const isImporting = activities.list().some(({ kind }) => kind === 'import');
  return isImporting ? ['Images are still being imported; those that come after the start are not learned from.'] : [];
}

async function glimpseWarning({ store }: Bench, sizePx: number): Promise<string[]> {
  const { length: count } = await glimpsedImages(store, sizePx);
  if (count === 0) return [];
  return [`${count} large images still have to be read in full; the training begins when they are.`];
}
