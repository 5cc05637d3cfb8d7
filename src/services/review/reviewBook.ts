import type { ReviewSummary } from '../../shared/contract/review.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { finishedRunOf } from '../training/finishedRun.ts';
import { loadHeldOut } from '../training/heldOutRecords.ts';
import { verdictOf } from '../training/desk/runSummaries.ts';
import { currentClass } from './currentClass.ts';
import { confusionOf, type Judged } from './confusion.ts';
import { calibrationErrorOf, reliabilityOf } from './reliability.ts';

/** A labelled image that the classifier sees differently. Classes are indices of the project. */
export interface Disagreement {
  readonly index: number;
  readonly label: number;
  readonly said: number;
  readonly confidence: number;
}

type Matrix = 'heldOut' | 'corrections';

/** What the newest finished training is worth, judged by labels that it did not learn from. */
export class ReviewBook {
  readonly #store: ProjectStore;

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  /** Null before the first training has finished. */
  async summary(): Promise<ReviewSummary | null> {
    const run = finishedRunOf(this.#store);
    if (!run) return null;
    const heldOut = await this.#heldOut(run.id);
    const corrections = this.#corrections(run.id, run.labelled);
    const predicted = this.#predictions(run.id);
    const classIndices = this.#classIndices([...heldOut, ...corrections]);
    return {
      runId: run.id,
      verdict: verdictOf(run.report),
      classIndices,
      heldOut: confusionOf(heldOut, classIndices),
      corrections: confusionOf(corrections, classIndices),
      reliability: reliabilityOf(heldOut),
      ...(heldOut.length > 0 ? { calibrationError: calibrationErrorOf(heldOut) } : {}),
      perClass: classIndices.map((classIndex) => ({
        classIndex,
        labelCount: count(this.#labels().values(), (label) => label === classIndex),
        predictedCount: count(predicted.values(), ({ said }) => said === classIndex),
        heldOutRight: count(heldOut, ({ label, said }) => label === classIndex && said === label),
        heldOutCount: count(heldOut, ({ label }) => label === classIndex),
      })),
    };
  }

  /** The images behind a cell of a confusion matrix, ascending. */
  async cell(matrix: Matrix, label: number, said: number): Promise<number[]> {
    const run = finishedRunOf(this.#store);
    if (!run) return [];
    const judged = matrix === 'heldOut' ? await this.#heldOut(run.id) : this.#corrections(run.id, run.labelled);
    return judged
      .filter((one) => one.label === label && one.said === said)
      .map(({ imageIndex }) => imageIndex)
      .toSorted((a, b) => a - b);
  }

  /**
   * Labelled images that the classifier sees differently, the surest first. Of a label that it learned from, what it
   * said when that label was held out counts, where there is such a saying.
   */
  async disagreements(): Promise<Disagreement[]> {
    const run = finishedRunOf(this.#store);
    if (!run) return [];
    const said = this.#predictions(run.id);
    for (const { imageIndex, ...rest } of await this.#heldOut(run.id)) said.set(imageIndex, { imageIndex, ...rest });
    return [...this.#labels()]
      .flatMap(([index, label]): Disagreement[] => {
        const opinion = said.get(index);
        if (!opinion || opinion.said === label) return [];
        return [{ index, label, said: opinion.said, confidence: opinion.confidence }];
      })
      .toSorted((a, b) => b.confidence - a.confidence);
  }

  /** What was said of held-out labels, with the classes as they are now; nothing of images or classes that are gone. */
  async #heldOut(runId: number): Promise<Judged[]> {
    const now = currentClass(this.#store.classRecords());
    const present = new Set(this.#store.images().map(({ index }) => index));
    return (await loadHeldOut(this.#store, runId)).flatMap((record) => {
      const [label, said] = [now(record.label), now(record.said)];
      if (label === undefined || said === undefined || !present.has(record.imageIndex)) return [];
      return [{ ...record, label, said }];
    });
  }

  /** Labels given since the training began, against what the classifier says. */
  #corrections(runId: number, learnedFrom: ReadonlySet<number>): Judged[] {
    const predictions = this.#predictions(runId);
    return [...this.#labels()].flatMap(([imageIndex, label]) => {
      const prediction = predictions.get(imageIndex);
      return prediction && !learnedFrom.has(imageIndex) ? [{ ...prediction, label }] : [];
    });
  }

  /** What the classifier says, by image index. */
  #predictions(runId: number): Map<number, Omit<Judged, 'label'>> {
    const indexOf = new Map(
      this.#store.classRecords().flatMap((record) => (record.isRemoved ? [] : [[record.name, record.index]])),
    );
    return new Map(
      this.#store.predictions(runId).flatMap(({ imageIndex, className, confidence }) => {
        const said = indexOf.get(className);
        return said === undefined ? [] : [[imageIndex, { imageIndex, said, confidence }]];
      }),
    );
  }

  /** Class index of each labelled image. */
  #labels(): Map<number, number> {
    const classes = this.#store.classRecords().filter(({ isRemoved }) => !isRemoved);
    const indexOf = new Map(classes.map(({ name, index }) => [name, index]));
    return new Map(this.#store.labels().map(({ imageIndex, className }) => [imageIndex, indexOf.get(className)!]));
  }

  /** Classes in use that have labels or were said, in the order in which they are shown. */
  #classIndices(judged: readonly Judged[]): number[] {
    const occurring = new Set([...judged.flatMap(({ label, said }) => [label, said]), ...this.#labels().values()]);
    return this.#store
      .classRecords()
      .filter(({ index, isRemoved }) => !isRemoved && occurring.has(index))
      .toSorted((a, b) => a.position - b.position)
      .map(({ index }) => index);
  }
}

function count<T>(values: Iterable<T>, isCounted: (value: T) => boolean): number {
  let total = 0;
  for (const value of values) if (isCounted(value)) total++;
  return total;
}
