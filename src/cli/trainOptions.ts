import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseClassShares } from '../data/labels/parseClassShares.ts';
import { augmentationPolicies } from '../learning/augmentations/registry.ts';
import { methods } from '../learning/methods/registry.ts';
import { defaultSettings, type TrainSettings } from '../services/training/settings.ts';
import { readText } from './readText.ts';

/** The options of `run` and `train` as commander parses them. */
export interface TrainOptions {
  readonly encoder: string;
  readonly freezeEncoder?: boolean;
  readonly method: string;
  readonly epochs?: number;
  readonly minutes?: number;
  readonly augment: string;
  /** A word, or the path of a CSV file. */
  readonly classPrior: string;
  readonly imageSize?: number;
  readonly smallViews: number;
  readonly predictionHead?: boolean;
  readonly device: 'auto' | 'cpu';
  readonly seed: number;
}

export function addTrainOptions(command: Command): Command {
  return command
    .option(
      '--encoder <name|file.onnx>',
      'what turns images into numbers (see `handful encoder list`)',
      defaultSettings.encoder,
    )
    .option('--freeze-encoder', 'keep the encoder as it is and train only the heads: seconds instead of minutes')
    .addOption(
      new Option('--method <name>', 'how to learn').choices(Object.keys(methods)).default(defaultSettings.method),
    )
    .addOption(
      new Option('--epochs <n>', 'passes over the unlabeled images').argParser(positiveInteger).conflicts('minutes'),
    )
    .addOption(new Option('--minutes <m>', 'how long the training may take').argParser(positiveNumber))
    .addOption(
      new Option('--augment <policy>', 'what kind of pictures these are; auto looks whether they have colour')
        .choices(['auto', ...Object.keys(augmentationPolicies)])
        .default(defaultSettings.augment),
    )
    .addOption(
      new Option(
        '--class-prior <prior|file.csv>',
        'how frequent the classes are: uniform (all alike), estimated (by first guesses), auto (by those where they ' +
          'are clear), or a CSV file with the header class,share',
      ).default('auto'),
    )
    .addOption(new Option('--image-size <px>', 'side of the square that the encoder sees').argParser(positiveInteger))
    .addOption(
      new Option('--small-views <n>', 'small views of each image besides the two large ones')
        .argParser(wholeNumber)
        .default(0),
    )
    .option('--prediction-head', 'put a prediction head after the projection head')
    .addOption(new Option('--device <device>', 'where to compute').choices(['auto', 'cpu']).default('auto'))
    .addOption(new Option('--seed <s>', 'the same seed gives the same result').argParser(wholeNumber).default(0));
}

/** Throws LABELS_UNREADABLE, LABELS_INVALID (see `parseClassShares`). */
export async function toSettings(options: TrainOptions): Promise<TrainSettings> {
  return {
    encoder: options.encoder,
    method: options.method,
    trainEncoder: options.freezeEncoder !== true,
    augment: options.augment,
    classPrior: await readClassPrior(options.classPrior),
    smallViews: options.smallViews,
    predictionHead: options.predictionHead === true,
    seed: options.seed,
    startFrom: 'encoder',
    ...(options.imageSize === undefined ? {} : { imageSizePx: options.imageSize }),
    ...(options.epochs === undefined ? {} : { epochs: options.epochs }),
    ...(options.minutes === undefined ? {} : { minutes: options.minutes }),
  };
}

async function readClassPrior(choice: string): Promise<TrainSettings['classPrior']> {
  if (choice === 'auto' || choice === 'uniform' || choice === 'estimated') return choice;
  return parseClassShares(await readText(choice), path.basename(choice));
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be 0 or a positive whole number.');
  return value;
}

export function positiveInteger(text: string): number {
  const value = wholeNumber(text);
  if (value === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It must be more than 0.');
  return value;
}
