import { HandfulError } from '../../shared/errors.ts';
import { argmaxRows } from '../../learning/evaluation/metrics.ts';
import { fitTo, predictAll } from './featureSet.ts';
import { frozenSample } from './frozenSet.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import type { ClassShares, TrainSettings } from './settings.ts';

/** With fewer labels per class first guesses are too wrong to count by. */
const ENOUGH_LABELS = 5;
/**
 * Share of the images by which first guesses must differ from equally frequent classes to be believed: on balanced
 * folders of more than two classes they differed by 0.13 at most (decision 14).
 */
const UNEVEN = 0.15;
/** Part of the estimate that is equal for all classes: none is impossible. */
const SMOOTHING = 0.05;
/** Classes that a note names. */
const NAMED = 3;

/** How often each class is expected among the images, and what to say of it. */
export interface ExpectedClasses {
  /** Sums to 1. [C] */
  readonly classPrior: readonly number[];
  readonly notes: readonly string[];
}

/** All classes alike. [C] */
export function uniformPrior(classCount: number): number[] {
  return new Array<number>(classCount).fill(1 / classCount);
}

/**
 * Given shares of these classes, made to sum to 1; the other classes have no label and are not learnt. [C]
 * Throws USAGE when one of them is not given.
 */
function givenPrior(shares: ClassShares, classNames: readonly string[]): number[] {
  const missing = classNames.filter((name) => !Object.hasOwn(shares, name));
  if (missing.length > 0) {
    throw new HandfulError(
      'USAGE',
      `How frequent the classes are was given, but not for ${missing.map((name) => `"${name}"`).join(', ')}.`,
      'Give a number to every class that has labels, spelt as the class is.',
    );
  }
  const sum = classNames.reduce((total, name) => total + shares[name]!, 0);
  return classNames.map((name) => shares[name]! / sum);
}

/** Throws USAGE when shares are given, but not of all of these classes. */
export function requireSharesOf(
  classNames: readonly string[],
  { classPrior }: Pick<TrainSettings, 'classPrior'>,
): void {
  if (typeof classPrior === 'object') givenPrior(classPrior, classNames);
}

/**
 * The class frequencies that mean-entropy maximisation aims at (arXiv 2104.13963, section 4, has all alike). 'auto': all
 * alike, unless first guesses are clearly otherwise, since the wrong ones drive images into the wrong classes.
 * Throws USAGE when shares are given, but not of every class that has labels.
 */
export async function expectedClasses(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
): Promise<ExpectedClasses> {
  const { classNames, labelled, unlabeled } = prepared.data;
  const { classPrior: choice } = prepared.settings;
  if (typeof choice === 'object') return { classPrior: givenPrior(choice, classNames), notes: [] };
  const uniform = uniformPrior(classNames.length);
  const hasEnough = labelled.length >= ENOUGH_LABELS * classNames.length;
  if (choice === 'uniform' || unlabeled.length === 0 || (choice === 'auto' && !hasEnough)) {
    return { classPrior: uniform, notes: [] };
  }
  const shares = await guessedShares(dependencies, prepared);
  if (choice === 'auto' && difference(shares, uniform) <= UNEVEN) return { classPrior: uniform, notes: [] };
  const classPrior = shares.map((share, index) => (1 - SMOOTHING) * share + SMOOTHING * uniform[index]!);
  return { classPrior, notes: [noteOf(classNames, shares)] };
}

/**
 * The share of unlabeled images that a linear classifier on the untouched encoder puts into each class. It is counted,
 * not averaged over probabilities: those of so few labels are so unsure that every folder would look balanced.
 */
async function guessedShares(dependencies: TrainDependencies, prepared: PreparedTraining): Promise<number[]> {
  const { classNames, labelled } = prepared.data;
  const set = await frozenSample(dependencies, prepared);
  const classifier = fitTo(set, 'linear', labelled, uniformPrior(classNames.length));
  const guesses = argmaxRows(await predictAll(dependencies.runtime, set, classifier), classNames.length);
  const isLabelled = new Set(labelled.map(({ imageIndex }) => imageIndex));
  const unlabeled = guesses.filter((_, row) => !isLabelled.has(set.imageIndices[row]!));
  return classNames.map((_, index) => unlabeled.filter((guess) => guess === index).length / unlabeled.length);
}

/** Total variation: the share of images that would have to change their class. In [0, 1]. */
function difference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, share, index) => sum + Math.abs(share - b[index]!), 0) / 2;
}

function noteOf(classNames: readonly string[], shares: readonly number[]): string {
  const named = shares
    .map((share, index) => ({ name: classNames[index]!, percent: Math.round(100 * share) }))
    .toSorted((a, b) => b.percent - a.percent)
    .slice(0, NAMED)
    .map(({ name, percent }) => `about ${percent} % "${name}"`);
  return (
    `Going by first guesses the classes are not equally frequent (${named.join(', ')}), and the training reckoned ` +
    'with that. If you know better, say in the choices how frequent they are.'
  );
}
