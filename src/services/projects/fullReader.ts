import { createPreprocessing } from '../exporting/preprocessing.ts';
import { eitherOf, type StopSignal } from '../../shared/stopSignal.ts';
import type { Bench } from '../workbench/bench.ts';
import { glimpsedImages, readInFull } from './readInFull.ts';

/** Work beside which nothing is read that nobody waits for. */
const MATTERS_MORE: ReadonlySet<string> = new Set(['import', 'training']);

/** Reads every pixel of the images of an open project that were only glimpsed, before a training needs them. */
export class FullReader {
  readonly #bench: Bench;
  /** What `begin` began. */
  #reading: Promise<void> | undefined;
  readonly #signal = { aborted: false };
  #isClosed = false;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** Reads in the background, on one core, while images are labelled. It may be called at any time. */
  begin(): void {
    if (this.#isClosed) return;
    this.#reading ??= this.#readOn().finally(() => (this.#reading = undefined));
    this.#bench.inBackground(this.#reading);
  }

  /** Ends what `begin` began, and reads what is left on all cores. Throws FOLDER_MISSING, STOPPED, DISK_FULL. */
  async finish(sizePx: number, signal: StopSignal | undefined): Promise<void> {
    this.#signal.aborted = true;
    await this.#reading?.catch(() => undefined);
    this.#signal.aborted = false;
    await this.#read(sizePx, this.#bench.machine.concurrency, signal);
  }

  /** Ends what is under way in the background, for good. */
  close(): void {
    this.#isClosed = true;
    this.#signal.aborted = true;
  }

  async #readOn(): Promise<void> {
    const { store, machine, activities } = this.#bench;
    const isBusy = activities.list().some(({ kind }) => MATTERS_MORE.has(kind));
    if (isBusy || this.#bench.images().length === 0 || !machine.isFolder(store.folder)) return;
    const sizePx = await this.#bench.imageSizePx();
    if ((await glimpsedImages(store, sizePx)).length > 0) await this.#read(sizePx, 1, this.#signal);
  }

  async #read(sizePx: number, concurrency: number, ended: StopSignal | undefined): Promise<void> {
    const { store, machine, activities } = this.#bench;
    const folder = this.#bench.folder();
    const title = 'Reading every pixel of large images';
    await activities.run({ kind: 'pixels', title }, async ({ signal, progress }) =>
      readInFull({
        store,
        folder,
        preprocessing: await createPreprocessing(machine.runtime, sizePx),
        concurrency,
        onProgress: ({ done, total }) => progress(done, total),
        signal: eitherOf(signal, ended),
      }),
    );
  }
}
