import { LabelPropagation } from '../../learning/propagation/labelPropagation.ts';
import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';
import { fitTemperature, winnersOf, type Winners } from './calibration.ts';
import type { FeatureSpace } from './featureSpace.ts';

/** Room is made for classes in these steps, so that a new class seldom means to begin anew. */
const CLASS_STEP = 4;
/** Changes of so many labels are solved from the solution before; more are solved from the beginning. */
const FEW_CHANGES = 64;

const NOTHING: Winners = { classes: new Int16Array(), confidence: new Uint8Array(), margins: new Float32Array() };

/**
 * What the labels given so far say of every image of a feature space. Of an image without a label that is its
 * pseudo-label. Of a labelled image it is an opinion that does not know its label: at first the pseudo-label it had
 * just before, later what `Opinions` finds with other labels alone. Rows, not image indices, throughout.
 */
export class LivePseudoLabels {
  readonly space: FeatureSpace;
  readonly #opinions = new Map<number, Float32Array>();
  #propagation: LabelPropagation | undefined;
  #classCount = 0;
  #temperature = 1;
  #probabilities: Float32Array = new Float32Array();
  #classFactors: Float64Array = new Float64Array();
  #winners = NOTHING;

  constructor(space: FeatureSpace) {
    this.space = space;
    this.#clear();
  }

  /** C: columns of `probabilities`; some may stand for no class. */
  get classCount(): number {
    return this.#classCount;
  }

  /**
   * How frequent the training that made the space took each class for; one that came later is taken for as frequent as
   * they were on average. Undefined where nothing is known. Only the ratios count. [C]
   */
  get classPrior(): number[] | undefined {
    const { classShares } = this.space;
    if (!classShares) return undefined;
    const average = 1 / classShares.size;
    return Array.from({ length: this.#classCount }, (_, index) => classShares.get(index) ?? average);
  }

  /** [N, C], not calibrated; a row of zeros where nothing can be said. Empty while labels do not spread. */
  get probabilities(): Float32Array {
    return this.#probabilities;
  }

  /** See `SpreadLabels`. [C] */
  get classFactors(): Float64Array {
    return this.#classFactors;
  }

  get temperature(): number {
    return this.#temperature;
  }

  get winners(): Winners {
    return this.#winners;
  }

  /** Class of each labelled row. */
  get labels(): ReadonlyMap<number, number> {
    return this.#propagation?.labels ?? new Map();
  }

  /** Whether at least two classes have a label, so that there is something to tell apart. */
  get isSpreading(): boolean {
    return this.#probabilities.length > 0;
  }

  /** Takes these labels, and no others: row -> class index. */
  setLabels(labels: ReadonlyMap<number, number>): void {
    this.#rememberOpinions(labels);
    const columns = Array.from(labels.values()).reduce((most, classIndex) => Math.max(most, classIndex + 1), 1);
    if (!this.#propagation || columns > this.#classCount) {
      this.#classCount = Math.ceil(columns / CLASS_STEP) * CLASS_STEP;
      this.#propagation = new LabelPropagation(this.space.equations, this.#classCount);
      this.#propagation.solve(labelledOf(labels));
    } else {
      const changes = changesBetween(this.#propagation.labels, labels);
      if (changes.size <= FEW_CHANGES) this.#propagation.relabel(changes);
      else this.#propagation.solve(labelledOf(labels));
    }
    this.#read();
  }

  /** Replaces the opinions on labelled rows: row -> probabilities [C]. Those on other rows are passed over. */
  setOpinions(opinions: ReadonlyMap<number, Float32Array>): void {
    this.#opinions.clear();
    for (const [row, probabilities] of opinions) this.#opinions.set(row, probabilities);
    const judged = Array.from(opinions).flatMap(([row, probabilities]) => {
      const classIndex = this.labels.get(row);
      return classIndex === undefined ? [] : [{ probabilities, classIndex }];
    });
    this.#temperature = fitTemperature(judged);
    this.#read();
  }

  /** Of a row that gets its label now, what was said of it before is an opinion that does not know the label. */
  #rememberOpinions(labels: ReadonlyMap<number, number>): void {
    const count = this.#classCount;
    for (const row of labels.keys()) {
      if (this.labels.has(row) || !this.isSpreading) continue;
      this.#opinions.set(row, this.#probabilities.slice(row * count, (row + 1) * count));
    }
    for (const row of this.#opinions.keys()) if (!labels.has(row)) this.#opinions.delete(row);
  }

  #read(): void {
    if (new Set(this.labels.values()).size < 2) return this.#clear();
    const { probabilities, classFactors } = this.#propagation!.spreadOut(this.classPrior);
    const count = this.#classCount;
    for (const row of this.labels.keys()) {
      probabilities.fill(0, row * count, (row + 1) * count);
      const opinion = this.#opinions.get(row);
      if (opinion) probabilities.set(opinion, row * count);
    }
    this.#probabilities = probabilities;
    this.#classFactors = classFactors;
    this.#winners = winnersOf(probabilities, count, this.#temperature);
  }

  #clear(): void {
    const rowCount = this.space.imageIndices.length;
    this.#probabilities = new Float32Array();
    this.#winners = {
      classes: new Int16Array(rowCount).fill(-1),
      confidence: new Uint8Array(rowCount),
      margins: new Float32Array(rowCount),
    };
  }
}

function labelledOf(labels: ReadonlyMap<number, number>): LabelledImage[] {
  return Array.from(labels, ([imageIndex, classIndex]) => ({ imageIndex, classIndex }));
}

/** What turns one set of labels into the other; undefined removes a label. */
function changesBetween(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): Map<number, number | undefined> {
  const changes = new Map<number, number | undefined>();
  for (const row of before.keys()) if (!after.has(row)) changes.set(row, undefined);
  for (const [row, classIndex] of after) if (before.get(row) !== classIndex) changes.set(row, classIndex);
  return changes;
}
