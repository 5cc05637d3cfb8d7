import { fitSoftNearestNeighbour } from '../../learning/classifiers/softNearestNeighbour.ts';
import { takeRows } from '../../learning/classifiers/takeRows.ts';
import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';
import { drawn } from './drawn.ts';
import { predictAll, winner, type FeatureSet } from './featureSet.ts';
import type { StagePlan } from './plan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { representationsAt } from './representationsAt.ts';
import type { TrainingState } from './trainingState.ts';

/** Labels that a fold is judged on while it trains, and as many that it was given: more would cost time for no clearer picture. */
const MAX_LABELS = 300;
/** Points after the first stage. */
const LATER_POINTS = 3;

/** How a fold of the check does at some point of its training. */
export interface FoldPoint {
  /** Share of the steps that are done: 0 is the encoder as it came, 1 the end. */
  readonly doneShare: number;
  /** Labels hidden from this training, and how many of them it gets right. */
  readonly labelCount: number;
  readonly rightCount: number;
}

interface FoldToJudge {
  readonly stages: readonly StagePlan[];
  readonly kept: readonly LabelledImage[];
  readonly heldOut: readonly LabelledImage[];
  /** The labelled images, and maybe others, as the encoder saw them before any training. */
  readonly frozen: FeatureSet;
  readonly judged: (point: FoldPoint) => void;
}

/**
 * Judges a fold while it trains, on the labels that were hidden from it, for somebody to look at: by the classes of
 * their nearest neighbours among the labels that it was given. It draws nothing and changes nothing of the training.
 */
export class FoldJudge {
  readonly #dependencies: TrainDependencies;
  readonly #prepared: PreparedTraining;
  readonly #fold: FoldToJudge;
  readonly #support: readonly LabelledImage[];
  readonly #hidden: readonly LabelledImage[];
  readonly #due: ReadonlySet<number>;
  readonly #stepCount: number;
  #newest: FoldPoint | undefined;

  constructor(dependencies: TrainDependencies, prepared: PreparedTraining, fold: FoldToJudge) {
    this.#dependencies = dependencies;
    this.#prepared = prepared;
    this.#fold = fold;
    this.#support = drawn(fold.kept, MAX_LABELS);
    this.#hidden = drawn(fold.heldOut, MAX_LABELS);
    this.#stepCount = fold.stages.reduce((sum, stage) => sum + stage.stepCount, 0);
    this.#due = new Set(judgedSteps(fold.stages));
  }

  get newest(): FoldPoint | undefined {
    return this.#newest;
  }

  /** Before the first step. */
  async begin(): Promise<void> {
    await this.#judge(0, this.#rowsOf(this.#fold.frozen));
  }

  /** After a step, which is judged where it is one of those to judge. */
  async afterStep(stepsDone: number, state: TrainingState): Promise<void> {
    if (!this.#due.has(stepsDone)) return;
    const images = { imageIndices: this.#imageIndices(), frozen: this.#rowsOf(this.#fold.frozen) };
    const features = await representationsAt(this.#dependencies, this.#prepared, state, images);
    await this.#judge(stepsDone / this.#stepCount, features);
  }

  /** After the last step, when all images are known as they are then. */
  async end(trained: FeatureSet): Promise<void> {
    await this.#judge(1, this.#rowsOf(trained));
  }

  #imageIndices(): number[] {
    return [...this.#support, ...this.#hidden].map(({ imageIndex }) => imageIndex);
  }

  /** [support, then hidden labels; D] */
  #rowsOf({ features, dim, rowOf }: FeatureSet): Float32Array {
    const rows = this.#imageIndices().map((index) => rowOf.get(index)!);
    return takeRows(features, rows, dim);
  }

  async #judge(doneShare: number, features: Float32Array): Promise<void> {
    const labels = this.#support.map(({ classIndex }, row) => ({ imageIndex: row, classIndex }));
    const dim = features.length / (this.#support.length + this.#hidden.length);
    const classCount = this.#prepared.data.classNames.length;
    const classifier = fitSoftNearestNeighbour({ features, dim, labels, classCount });
    const hidden = { features: features.subarray(labels.length * dim), dim };
    const probabilities = await predictAll(this.#dependencies.runtime, hidden, classifier);
    const right = this.#hidden.filter(({ classIndex }, row) => winner(probabilities, row, classCount) === classIndex);
    this.#newest = { doneShare, labelCount: this.#hidden.length, rightCount: right.length };
    this.#fold.judged(this.#newest);
  }
}

/** Steps between the first and the last after which a fold is judged: after the first stage, and evenly from there. */
function judgedSteps(stages: readonly StagePlan[]): number[] {
  const [first = 0, ...later] = stages.map((stage) => stage.stepCount);
  const rest = later.reduce((sum, count) => sum + count, 0);
  const [start, length] = rest > 0 ? [first, rest] : [0, first];
  const steps = Array.from({ length: LATER_POINTS }, (_, place) => start + Math.round((place * length) / LATER_POINTS));
  return steps.filter((step) => step > 0 && step < start + length);
}
