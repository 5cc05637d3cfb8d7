import type { WorkbenchEvent } from '../../shared/contract/events.ts';
import type { ProjectState } from '../../shared/contract/project.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import { TakeAway } from '../exporting/takeAway.ts';
import type { ImageFolder } from '../ports/images.ts';
import { LabelBook } from '../labeling/labelBook.ts';
import { ImageMap } from '../mapping/imageMap.ts';
import type { Machine } from '../ports/machine.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { FullReader } from '../projects/fullReader.ts';
import { ImageSource } from '../projects/imageSource.ts';
import { ReviewBook } from '../review/reviewBook.ts';
import { Spread } from '../spreading/spread.ts';
import { TrainingDesk } from '../training/desk/trainingDesk.ts';
import type { Activities } from './activities.ts';
import type { Bench } from './bench.ts';
import type { EventHub } from './eventHub.ts';
import { rememberedImageSize } from './imageSize.ts';
import { projectState } from './projectState.ts';

interface Surroundings {
  readonly machine: Machine;
  readonly activities: Activities;
  readonly events: EventHub;
}

/** A project with everything that is done to it, from the moment it is opened until it is closed. */
export class OpenProject implements Bench {
  readonly machine: Machine;
  readonly store: ProjectStore;
  readonly activities: Activities;
  readonly imageSizePx = rememberedImageSize(this);
  readonly source = new ImageSource(this, () => this.imagesChanged());
  readonly fullReader: FullReader = new FullReader(this);
  readonly takeAway = new TakeAway(this, () => this.review.summary());
  readonly labels: LabelBook;
  readonly spread: Spread;
  readonly map = new ImageMap(this, () => this.spread.space);
  readonly training: TrainingDesk;
  readonly review: ReviewBook;
  readonly #events: EventHub;
  readonly #background = new Set<Promise<unknown>>();
  #images: readonly ImageRecord[] | undefined;
  #revision = 0;
  #isClosed = false;
  #isStatePending = false;

  constructor({ machine, activities, events }: Surroundings, store: ProjectStore) {
    this.machine = machine;
    this.activities = activities;
    this.#events = events;
    this.store = store;
    this.labels = new LabelBook(this);
    this.labels.onChange(() => this.changed());
    this.spread = new Spread(this);
    this.training = new TrainingDesk(this, () => this.spread.look());
    this.review = new ReviewBook(store);
  }

  /** Takes up what the project was at when it was closed. */
  async begin(): Promise<void> {
    this.inBackground(this.source.look());
    this.spread.look();
    this.#readOn();
  }

  images(): readonly ImageRecord[] {
    return (this.#images ??= this.store.images());
  }

  folder(): ImageFolder {
    const { folder } = this.store;
    if (this.machine.isFolder(folder)) return this.machine.openImageFolder(folder);
    throw new HandfulError(
      'FOLDER_MISSING',
      `The folder of the images, ${folder}, is not there.`,
      'Connect the disk it is on, or show Handful where it is now.',
    );
  }

  /** See `ProjectState`. */
  get revision(): number {
    return this.#revision;
  }

  state(): ProjectState {
    return projectState(this);
  }

  /** Labels, pseudo-labels and the training as they are. */
  asEvents(): WorkbenchEvent[] {
    return [
      { type: 'columns', columns: this.spread.columns() },
      { type: 'training', state: this.training.state, metrics: [] },
    ];
  }

  /** To be called when images came, moved or went. */
  imagesChanged(): void {
    this.#images = undefined;
    this.labels.imagesChanged();
    this.spread.imagesChanged();
    this.#readOn();
  }

  publish(event: WorkbenchEvent): void {
    if (!this.#isClosed) this.#events.publish(event);
  }

  changed(): void {
    this.#revision++;
    if (this.#isStatePending) return;
    this.#isStatePending = true;
    queueMicrotask(() => {
      this.#isStatePending = false;
      if (!this.#isClosed) this.publish({ type: 'project', project: this.state() });
    });
  }

  inBackground(work: Promise<unknown>): void {
    const quiet = work
      .catch((error: unknown) => {
        if (!(error instanceof HandfulError)) throw error;
      })
      .finally(() => this.#background.delete(quiet));
    this.#background.add(quiet);
  }

  /** Labels spread by what was glimpsed; every pixel is read after that. */
  #readOn(): void {
    this.inBackground(this.spread.settled().then(() => this.fullReader.begin()));
  }

  /** Ends what is under way, keeping what it did, and lets go of the project. */
  async close(): Promise<void> {
    this.spread.close();
    this.fullReader.close();
    this.activities.cancelAll();
    await Promise.allSettled(this.#background);
    this.#isClosed = true;
    this.store.close();
  }
}
