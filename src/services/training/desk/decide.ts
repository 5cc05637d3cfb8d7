import type { TrainingChoices } from '../../../shared/contract/training.ts';
import type { Bench } from '../../workbench/bench.ts';
import { chooseImageSize } from '../chooseImageSize.ts';
import { earlierRun } from '../earlierRun.ts';
import type { TrainSettings } from '../settings.ts';
import { toSettings } from './choices.ts';

/** Choices with everything decided that was left to Handful. */
export interface Decided {
  readonly settings: TrainSettings;
  readonly sizePx: number;
  /** Whether there is a training that this one could go on from. */
  readonly canGoOn: boolean;
}

/** A training goes on from the last one where it can, unless somebody chose. Throws USAGE, MODEL_UNREADABLE. */
export async function decide(bench: Bench, choices: TrainingChoices): Promise<Decided> {
  const settings = toSettings(choices);
  const sizePx = await chooseImageSize(settings, () => bench.imageSizePx(), bench.machine.encoders);
  const canGoOn = 'id' in earlierRun(bench.store, settings, sizePx);
  const startFrom = choices.startFrom ?? (canGoOn ? 'last' : 'encoder');
  return { settings: { ...settings, startFrom }, sizePx, canGoOn };
}
