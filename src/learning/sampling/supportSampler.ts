import { permutation } from '../random/permutation.ts';

/** A labelled image: its place in the project and the class it has. */
export interface LabelledImage {
  readonly imageIndex: number;
  readonly classIndex: number;
}

/**
 * Draws the class-balanced support set of a step (arXiv 2104.13963, section 3.1): `perClass` images of every class,
 * as image indices [perClass * C], class varying fastest. A class passes through all of its labels before one comes
 * again, so a class with fewer labels than `perClass` repeats some within a step. The draw depends on the seed and
 * the step alone.
 */
export function supportSampler(
  labelled: readonly LabelledImage[],
  classCount: number,
  perClass: number,
  seed: number,
): (step: number) => LabelledImage[] {
  const byClass = Array.from({ length: classCount }, (_, classIndex) =>
    labelled.filter((label) => label.classIndex === classIndex),
  );
  return (step) =>
    Array.from({ length: perClass * classCount }, (_, row) => {
      const classIndex = row % classCount;
      const images = byClass[classIndex]!;
      const draw = step * perClass + Math.floor(row / classCount);
      const order = permutation(images.length, seed, classIndex, Math.floor(draw / images.length));
      return images[order[draw % images.length]!]!;
    });
}
