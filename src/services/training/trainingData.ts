import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import { requireClasses } from '../labeling/requireClasses.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { drawn } from './drawn.ts';
import type { TrainSettings } from './settings.ts';

/** What a training has to work with. Classes without a label are not among `classNames`. */
export interface TrainingData {
  readonly classNames: readonly string[];
  readonly labelled: readonly LabelledImage[];
  /** Indices of the images to learn from without a label; of copies only the first. */
  readonly unlabeled: readonly number[];
  /** Labels of each class. */
  readonly labelCounts: readonly number[];
  readonly images: readonly ImageRecord[];
  /** Plain sentences about labels that are few or uneven. */
  readonly warnings: readonly string[];
}

/** Fewer labels than this of a class are said to cost accuracy. */
const ENOUGH_LABELS = 5;

/** Unlabeled images that heads alone learn from; of so many each is seen eight times. */
const MOST_FOR_HEADS = 5000;

/** Gathers images and labels. Throws FOLDER_EMPTY or LABELS_TOO_FEW, saying what is missing. */
export function trainingData(store: ProjectStore): TrainingData {
  const images = store.images();
  if (images.length === 0) {
    throw new HandfulError(
      'FOLDER_EMPTY',
      'The project has no images.',
      'Import a folder of JPEG, PNG, WebP or TIFF files.',
    );
  }
  const labels = store.labels();
  const counts = requireClasses(labels);
  const classNames = store.classes().filter((name) => counts.has(name));
  const labelled = labels.map(({ imageIndex, className }) => ({
    imageIndex,
    classIndex: classNames.indexOf(className),
  }));
  const labelCounts = classNames.map((name) => counts.get(name)!);
  return {
    classNames,
    labelled,
    unlabeled: unlabeledImages(images, labelled),
    labelCounts,
    images,
    warnings: labelWarnings(classNames, labelCounts),
  };
}

/**
 * The same with as many unlabeled images as a training with these settings learns from: heads alone take so few steps
 * that more would only be looked at and not learnt from.
 */
export function learntFrom(data: TrainingData, { trainEncoder, epochs }: TrainSettings): TrainingData {
  const isFew = !trainEncoder && epochs === undefined;
  return isFew ? { ...data, unlabeled: drawn(data.unlabeled, MOST_FOR_HEADS) } : data;
}

/** Images whose content has no label, each content once. */
function unlabeledImages(images: readonly ImageRecord[], labelled: readonly LabelledImage[]): number[] {
  const original = new Map(images.map((image) => [image.index, image.duplicateOf ?? image.index]));
  const seen = new Set(labelled.map((label) => original.get(label.imageIndex)));
  return images.flatMap(({ index }) => {
    const content = original.get(index);
    if (seen.has(content)) return [];
    seen.add(content);
    return [index];
  });
}

function labelWarnings(classNames: readonly string[], labelCounts: readonly number[]): string[] {
  return classNames.flatMap((name, index) => {
    const count = labelCounts[index]!;
    if (count === 1) {
      return [
        `Class "${name}" has 1 label: it runs, but whether it is recognised cannot be checked, and one example rarely shows all that varies. Label ${ENOUGH_LABELS}.`,
      ];
    }
    if (count < ENOUGH_LABELS)
      return [`Class "${name}" has ${count} labels; ${ENOUGH_LABELS} or more are noticeably better.`];
    return [];
  });
}
