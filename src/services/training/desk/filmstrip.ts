import type { TrainedEncoder } from '../../../learning/inference/representations.ts';
import type { WorkbenchEvent } from '../../../shared/contract/events.ts';
import { drawn } from '../drawn.ts';
import { encodeImages } from '../encodeImages.ts';
import { featureSet, fitTo, predictAll, winner } from '../featureSet.ts';
import type { PreparedTraining, TrainDependencies } from '../prepareTraining.ts';
import type { Run } from '../run.ts';
import { encoderAlone, frozenEncoder, trainedEncoder } from '../trainedEncoder.ts';
import type { TrainingState } from '../trainingState.ts';

/** Images without a label that are looked at, and labelled ones that their labels come from. */
const SAMPLE_SIZE = 300;
const LABELLED_SIZE = 200;
/** Looks per training, and the most of its time that they may take. */
const LOOK_COUNT = 10;
const TIME_SHARE = 0.06;

type Relabelled = (WorkbenchEvent & { type: 'relabelled' })['images'];

/** Looks now and then at what the training makes of some images, and tells which of them it sees differently now. */
export class Filmstrip {
  readonly #dependencies: TrainDependencies;
  readonly #prepared: PreparedTraining;
  readonly #run: Run;
  readonly #classPrior: readonly number[];
  readonly #labelled: Run['data']['labelled'];
  readonly #images: readonly number[];
  #seen: ReadonlyMap<number, number> | undefined;
  #nextShare = 0;
  #lookedAtMs = 0;
  #lookMs = 0;

  /** `classPrior` [C]: what the training expects. */
  constructor(dependencies: TrainDependencies, prepared: PreparedTraining, run: Run, classPrior: readonly number[]) {
    const { labelled, unlabeled } = run.data;
    this.#dependencies = dependencies;
    this.#prepared = prepared;
    this.#run = run;
    this.#classPrior = classPrior;
    this.#labelled = drawn(labelled, LABELLED_SIZE);
    this.#images = [...this.#labelled.map(({ imageIndex }) => imageIndex), ...drawn(unlabeled, SAMPLE_SIZE)];
  }

  /** Looks if it is time to; `doneShare` of the steps are done, `state` is undefined for the encoder as it came. */
  async lookIfDue(doneShare: number, state: TrainingState | undefined): Promise<Relabelled> {
    const isLast = doneShare >= 1;
    const isAffordable = Date.now() - this.#lookedAtMs > this.#lookMs / TIME_SHARE;
    if (!isLast && (doneShare < this.#nextShare || !isAffordable)) return [];
    this.#nextShare = (Math.floor(doneShare * LOOK_COUNT) + 1) / LOOK_COUNT;
    const startedAtMs = Date.now();
    const relabelled = this.#compare(await this.#look(state));
    this.#lookedAtMs = Date.now();
    this.#lookMs = this.#lookedAtMs - startedAtMs;
    return relabelled;
  }

  /** Class index in the project of each image without a label. */
  async #look(state: TrainingState | undefined): Promise<Map<number, number>> {
    const { runtime } = this.#dependencies;
    const { pixels, sizePx } = this.#prepared;
    const encoder = await this.#encoder(state);
    const set = await featureSet(
      runtime,
      this.#images,
      await encodeImages(runtime, encoder, pixels, sizePx, this.#images),
    );
    const classifier = fitTo(set, 'propagation', this.#labelled, this.#classPrior);
    const probabilities = await predictAll(runtime, set, classifier);
    const unlabeled = this.#images.slice(this.#labelled.length);
    return new Map(
      unlabeled.map((index) => [
        index,
        this.#run.classIndices[winner(probabilities, set.rowOf.get(index)!, this.#classPrior.length)]!,
      ]),
    );
  }

  #encoder(state: TrainingState | undefined): Promise<TrainedEncoder> | TrainedEncoder {
    if (!state) return frozenEncoder(this.#prepared);
    const { trainEncoder } = this.#prepared.settings;
    return trainEncoder ? encoderAlone(this.#prepared, state) : trainedEncoder(this.#prepared, state);
  }

  #compare(now: ReadonlyMap<number, number>): Relabelled {
    const before = this.#seen;
    this.#seen = now;
    if (!before) return [];
    return [...now].flatMap(([index, to]) => {
      const from = before.get(index)!;
      return from === to ? [] : [{ index, from, to }];
    });
  }
}
