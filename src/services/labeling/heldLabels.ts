import type { ImageRecord, LabelEvent, LabelSource } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';

/** No label; no image in the folder. */
export const NO_LABEL = -1;
const NO_IMAGE = -2;

/** The labels that hold now, by image index, in memory. Images that are gone keep theirs, out of sight. */
export class HeldLabels {
  /** [image index]: class index, `NO_LABEL` or `NO_IMAGE`. Changed in place; replaced when images are added. */
  labels = new Int16Array(0);
  #counts: ReadonlyMap<number, number> | undefined;
  /** As `labels`, but with the labels of images that are gone. */
  #held: Int16Array;
  #isCorrected: Uint8Array;

  constructor(images: readonly ImageRecord[], newest: readonly LabelEvent[]) {
    const last = newest.at(-1)?.imageIndex ?? -1;
    this.#held = new Int16Array(last + 1).fill(NO_LABEL);
    this.#isCorrected = new Uint8Array(last + 1);
    this.setImages(images);
    this.take(newest);
  }

  /** Takes note of which images are in the folder, by index; others were there once and are gone. */
  setImages(images: readonly ImageRecord[]): void {
    this.#counts = undefined;
    this.#grow(Math.max(this.#held.length, (images.at(-1)?.index ?? -1) + 1));
    this.labels = new Int16Array(this.#held.length).fill(NO_IMAGE);
    for (const { index } of images) this.labels[index] = this.#held[index]!;
  }

  /** Takes note of events, newest last. */
  take(events: readonly LabelEvent[]): void {
    this.#counts = undefined;
    for (const { imageIndex, classIndex, source } of events) {
      const label = classIndex ?? NO_LABEL;
      this.#held[imageIndex] = label;
      this.#isCorrected[imageIndex] = Number(source === 'corrected');
      if (this.labels[imageIndex] !== NO_IMAGE) this.labels[imageIndex] = label;
    }
  }

  /** Those of the images that are in the folder, each once. Throws REQUEST_INVALID for one that never was. */
  present(imageIndices: Iterable<number>): number[] {
    return [...new Set(imageIndices)].filter((index) => {
      const label = this.labels[index];
      if (label === undefined) throw noImage(index);
      return label !== NO_IMAGE;
    });
  }

  /** All images of a class, also those that are gone. */
  ofClass(classIndex: number): number[] {
    const images: number[] = [];
    this.#held.forEach((label, imageIndex) => {
      if (label === classIndex) images.push(imageIndex);
    });
    return images;
  }

  /** How an image came to its label. */
  sourceOf(imageIndex: number): LabelSource {
    return this.#isCorrected[imageIndex] ? 'corrected' : 'human';
  }

  /** Labels of images in the folder, by class index. */
  counts(): ReadonlyMap<number, number> {
    return (this.#counts ??= this.#count());
  }

  #count(): Map<number, number> {
    const counts: number[] = [];
    for (const label of this.labels) if (label >= 0) counts[label] = (counts[label] ?? 0) + 1;
    return new Map(counts.flatMap((count, classIndex) => [[classIndex, count]]));
  }

  #grow(length: number): void {
    if (length === this.#held.length) return;
    const held = new Int16Array(length).fill(NO_LABEL);
    held.set(this.#held);
    const isCorrected = new Uint8Array(length);
    isCorrected.set(this.#isCorrected);
    this.#held = held;
    this.#isCorrected = isCorrected;
  }
}

function noImage(index: number): HandfulError {
  const remedy = 'Reload the window: it shows the images as they are now.';
  return new HandfulError('REQUEST_INVALID', `There is no image ${index}.`, remedy);
}
