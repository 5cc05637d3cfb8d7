import { LabelInfluence } from '../../learning/propagation/influence.ts';
import { pack } from '../../shared/contract/columns.ts';
import type { Explanation, ImageColumns, ImageFilter, ImageSort } from '../../shared/contract/images.ts';
import type { Suggestion, Sufficiency } from '../../shared/contract/labels.ts';
import type { ProjectState } from '../../shared/contract/project.ts';
import { NO_LABEL } from '../labeling/heldLabels.ts';
import type { LabelBook } from '../labeling/labelBook.ts';
import type { Bench } from '../workbench/bench.ts';
import { EffectKeeper, stateOf } from './effectKeeper.ts';
import { explain } from './explain.ts';
import { FeatureBook } from './featureBook.ts';
import { fingerprint, type FeatureSpace } from './featureSpace.ts';
import { filtered } from './imageFilter.ts';
import { ImageOrders } from './imageOrders.ts';
import { LivePseudoLabels } from './livePseudoLabels.ts';
import { OpinionKeeper } from './opinionKeeper.ts';
import { suggest } from './suggest.ts';

/** Spreads the labels of an open project over all its images, live, and says what follows from it. */
export class Spread {
  readonly #bench: Bench;
  readonly #labels: LabelBook;
  readonly #features: FeatureBook;
  readonly #effects: EffectKeeper;
  readonly #opinions = new OpinionKeeper(() => this.#publish());
  #live: LivePseudoLabels | undefined;
  #influence: LabelInfluence | undefined;
  #orders: ImageOrders;
  #pseudo = new Int16Array();
  #confidence = new Uint8Array();
  #looking: Promise<void> | undefined;
  #isLookWanted = false;
  #isClosed = false;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#labels = bench.labels;
    this.#features = new FeatureBook(bench);
    this.#effects = new EffectKeeper(bench.store);
    this.#orders = new ImageOrders(bench.images(), undefined);
    this.#readColumns();
    bench.labels.onChange((changed) => {
      if (changed.length > 0) this.#labelsChanged();
    });
  }

  get source(): ProjectState['spread'] {
    return this.#live?.isSpreading ? this.#live.space.source : 'none';
  }

  /** What the images are compared by now, once they were looked at. */
  get space(): FeatureSpace | undefined {
    return this.#live?.space;
  }

  /** [image index] class index of the pseudo-label, or of the opinion on a labelled image; -1 without one. */
  get pseudo(): Int16Array {
    return this.#pseudo;
  }

  /** Images without a label by the class of their pseudo-label. */
  pseudoCounts(): Map<number, number> {
    const counts = new Map<number, number>();
    this.#pseudo.forEach((classIndex, imageIndex) => {
      if (classIndex < 0 || this.#labels.labels[imageIndex] !== NO_LABEL) return;
      counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
    });
    return counts;
  }

  columns(): ImageColumns {
    const { labels } = this.#labels;
    return {
      revision: this.#bench.revision,
      length: labels.length,
      labels: pack(labels),
      pseudo: pack(this.#pseudo),
      confidence: pack(this.#confidence),
    };
  }

  /** Image indices in order, after the filter. Throws REQUEST_INVALID where the image `like` is not known. */
  view(sort: ImageSort, filter: ImageFilter, like?: number): Int32Array {
    const classes = { labels: this.#labels.labels, pseudo: this.#pseudo };
    return filtered(this.#orders.sorted(sort, like), filter, classes, this.#bench.images());
  }

  /** Why an image has its pseudo-label, with at most `count` labelled images; empty where it has none. */
  explain(imageIndex: number, count: number): Explanation {
    const row = this.#live?.space.rowOf[imageIndex] ?? -1;
    if (!this.#live || row < 0) return { probabilities: [], because: [] };
    this.#influence ??= new LabelInfluence(this.#live.space.equations);
    return explain(this.#live, this.#influence, row, count);
  }

  /** What to label next; nothing until the images were looked at. */
  suggest(count: number): Suggestion[] {
    if (!this.#live) return [];
    const suggestions = suggest(this.#live, this.#orders.typicalRows(this.#live.space), count);
    return suggestions.filter(({ index }) => this.#labels.labels[index] === NO_LABEL);
  }

  /** For each class in use, whether more labels would still change something. */
  async sufficiency(): Promise<Sufficiency[]> {
    const effects = this.#live && (await this.#effects.of(this.#live));
    const { labelCounts } = this.#labels;
    return this.#labels.classes().map(({ index }) => {
      const labelCount = labelCounts.get(index) ?? 0;
      return effects?.sufficiency(index, labelCount) ?? { classIndex: index, labelCount, state: 'more' };
    });
  }

  /** To be called when images came, moved or went, after the book of labels has taken note of it. */
  imagesChanged(): void {
    this.#orders = new ImageOrders(this.#bench.images(), this.#live);
    this.#takeLabels();
    // While an import runs the pixels are being written; it tells once more when it has ended.
    if (!this.#bench.activities.list().some(({ kind }) => kind === 'import')) this.look();
  }

  /**
   * Looks, in the background, at all images that were not looked at, and compares them all: by what a training made of
   * them, if the newest finished one kept that (`keepTrainedFeatures`).
   */
  look(): void {
    if (this.#bench.images().length === 0) return;
    this.#isLookWanted = true;
    this.#looking ??= this.#lookWhileWanted().finally(() => (this.#looking = undefined));
    this.#bench.inBackground(this.#looking);
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await this.#looking;
    if (this.#live) await this.#opinions.labelsChanged(this.#live);
  }

  close(): void {
    this.#isClosed = true;
    this.#opinions.close();
  }

  async #lookWhileWanted(): Promise<void> {
    while (this.#isLookWanted && !this.#isClosed) {
      this.#isLookWanted = false;
      this.#use(await this.#features.newest());
    }
  }

  #use(space: FeatureSpace): void {
    const isKnown =
      this.space?.key === space.key && fingerprint(this.space.imageIndices) === fingerprint(space.imageIndices);
    if (this.#isClosed || isKnown) return;
    this.#live = new LivePseudoLabels(space);
    this.#influence = undefined;
    this.#orders = new ImageOrders(this.#bench.images(), this.#live);
    this.#takeLabels();
  }

  #labelsChanged(): void {
    const before = this.#live && stateOf(this.#live);
    this.#takeLabels();
    if (this.#live && before) this.#effects.labelsChanged(before, this.#live);
  }

  #takeLabels(): void {
    const live = this.#live;
    if (live) {
      const { labels } = this.#labels;
      const held = new Map<number, number>();
      live.space.imageIndices.forEach((imageIndex, row) => {
        if (labels[imageIndex]! >= 0) held.set(row, labels[imageIndex]!);
      });
      live.setLabels(held);
      this.#bench.inBackground(this.#opinions.labelsChanged(live));
    }
    this.#publish();
  }

  #publish(): void {
    this.#readColumns();
    this.#bench.changed();
    this.#bench.publish({ type: 'columns', columns: this.columns() });
  }

  #readColumns(): void {
    this.#pseudo = new Int16Array(this.#labels.labels.length).fill(-1);
    this.#confidence = new Uint8Array(this.#pseudo.length);
    if (!this.#live) return;
    const { space, winners } = this.#live;
    space.imageIndices.forEach((imageIndex, row) => {
      if (this.#labels.labels[imageIndex]! < NO_LABEL) return;
      this.#pseudo[imageIndex] = winners.classes[row]!;
      this.#confidence[imageIndex] = winners.confidence[row]!;
    });
  }
}
