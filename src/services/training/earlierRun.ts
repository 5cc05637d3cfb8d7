import type { ProjectStore } from '../ports/projectStore.ts';
import { finishedRunOf } from './finishedRun.ts';
import type { TrainSettings } from './settings.ts';

/** A finished run that another one can go on from. */
export interface EarlierRun {
  readonly id: number;
  /** Index in the project of each class that it learnt, in the order of its class head. */
  readonly classIndices: readonly number[];
}

/**
 * The newest finished training, where one with these settings can go on from it: it kept what it learnt, and trained
 * the same parts of the same network at the same image size. Otherwise why it cannot, in plain words.
 */
export function earlierRun(
  store: ProjectStore,
  { encoder, trainEncoder }: Pick<TrainSettings, 'encoder' | 'trainEncoder'>,
  sizePx: number,
): EarlierRun | { readonly problem: string } {
  const run = finishedRunOf(store);
  if (!run) return anew('There is no finished training to go on from');
  const { settings, imageSizePx, kept } = run.report;
  if (kept.features !== 'trained') return anew('The last training did not help and was not kept');
  if (settings.encoder !== encoder) return anew(`The last training began from another network ('${settings.encoder}')`);
  if (imageSizePx !== sizePx) return anew(`The last training saw images of ${imageSizePx} pixels, not ${sizePx}`);
  if (settings.trainEncoder !== trainEncoder) {
    return anew(`The last training adapted ${settings.trainEncoder ? 'the whole network' : 'only the last layers'}`);
  }
  return { id: run.id, classIndices: run.classIndices };
}

const anew = (why: string) => ({ problem: `${why}, so a training begins anew from the starting point.` });
