import type { ProjectState, RelinkReport } from '../../shared/contract/project.ts';
import { createPreprocessing } from '../exporting/preprocessing.ts';
import type { ActivityHandle } from '../workbench/activities.ts';
import type { Bench } from '../workbench/bench.ts';
import { importFolder } from './importFolder.ts';
import { contentHashOf } from './readImage.ts';
import { compareFolder, relinkFolder } from './relinkFolder.ts';

/** Images that are looked at to see whether a folder still holds those that it held. */
const SAMPLE_SIZE = 8;
/** While an import runs, its images appear this often: each time, the window is told all columns anew. */
const SHOW_EVERY_MS = 2000;

/** Where the images of an open project are, and how they get into it. */
export class ImageSource {
  readonly #bench: Bench;
  readonly #imagesChanged: () => void;
  /** The import under way. */
  #importing: Promise<void> | undefined;
  #holdsOthers = false;

  /** `imagesChanged` is called when images came, moved or went. */
  constructor(bench: Bench, imagesChanged: () => void) {
    this.#bench = bench;
    this.#imagesChanged = imagesChanged;
  }

  /** Whether the folder is where it was, and holds the images it held, as far as was looked. */
  get state(): ProjectState['folderState'] {
    const { machine, store } = this.#bench;
    return machine.isFolder(store.folder) && !this.#holdsOthers ? 'here' : 'missing';
  }

  /** Looks at some images, for a folder of the same name may hold others. */
  async look(): Promise<void> {
    const { machine, store } = this.#bench;
    if (!machine.isFolder(store.folder)) return;
    const folder = machine.openImageFolder(store.folder);
    const images = this.#bench.images();
    const stride = Math.max(1, Math.floor(images.length / SAMPLE_SIZE));
    const sample = images.filter((_, place) => place % stride === 0);
    for (const { path, contentHash } of sample) if ((await contentHashOf(folder, path)) === contentHash) return;
    this.#setHoldsOthers(sample.length > 0);
  }

  /** Brings the project to the state of its folder, in the background, unless that is under way already. */
  import(): void {
    if (this.#importing) return;
    const title = 'Importing the images';
    this.#importing = this.#bench.activities
      .run({ kind: 'import', title }, (handle) => this.#import(handle))
      .finally(() => {
        this.#importing = undefined;
        this.#imagesChanged();
      });
    this.#bench.inBackground(this.#importing);
  }

  /** What would be found in another folder. Throws FOLDER_MISSING, STOPPED. */
  tryFolder(root: string): Promise<RelinkReport> {
    return this.#compare(`Looking for the images in ${root}`, root, compareFolder);
  }

  /** Looks for the images in another folder from now on. Throws FOLDER_MISSING, FOLDER_EMPTY, STOPPED. */
  async relink(root: string): Promise<RelinkReport> {
    await this.#endImport();
    const report = await this.#compare(`Finding the images again in ${root}`, root, relinkFolder);
    this.#setHoldsOthers(false);
    this.#imagesChanged();
    return report;
  }

  async #import({ signal, progress }: ActivityHandle): Promise<void> {
    const { machine, store } = this.#bench;
    const preprocessing = await createPreprocessing(machine.runtime, await this.#bench.imageSizePx());
    let shownAtMs = 0;
    await importFolder({
      store,
      folder: this.#bench.folder(),
      preprocessing,
      concurrency: machine.concurrency,
      signal,
      onProgress: ({ done, total }) => progress(done, total),
      onCommitted: () => {
        if (Date.now() - shownAtMs < SHOW_EVERY_MS) return;
        this.#imagesChanged();
        shownAtMs = Date.now();
      },
    });
    this.#setHoldsOthers(false);
  }

  #compare(title: string, root: string, work: typeof compareFolder): Promise<RelinkReport> {
    const { activities, machine, store } = this.#bench;
    const { concurrency } = machine;
    const comparing = activities.run({ kind: 'relink', title }, ({ signal, progress }) =>
      work(store, machine.openImageFolder(root), { concurrency, signal, onProgress: progress }),
    );
    this.#bench.inBackground(comparing);
    return comparing;
  }

  /** An import goes by the folder as it was: it must not end after another one was chosen. */
  async #endImport(): Promise<void> {
    const { activities } = this.#bench;
    for (const { id, kind } of activities.list()) if (kind === 'import') activities.cancel(id);
    await this.#importing?.catch(() => undefined);
  }

  #setHoldsOthers(holdsOthers: boolean): void {
    if (this.#holdsOthers === holdsOthers) return;
    this.#holdsOthers = holdsOthers;
    this.#bench.changed();
  }
}
