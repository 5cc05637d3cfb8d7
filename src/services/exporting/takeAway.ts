import { writePredictions } from '../../data/labels/writePredictions.ts';
import type { ClassifyResult, ExportKind, ExportResult } from '../../shared/contract/exporting.ts';
import type { ReviewSummary } from '../../shared/contract/review.ts';
import type { OutputFolder } from '../ports/outputs.ts';
import type { ActivityHandle, ActivityOptions } from '../workbench/activities.ts';
import type { Bench } from '../workbench/bench.ts';
import { classifyFolder, type ClassifiedFolder } from './classifyFolder.ts';
import { newestClassifier } from './exportClassifier.ts';
import { newestRunToday } from './runToday.ts';
import { RESULT_NAMES, writeResults, type Outcome } from './writeResults.ts';

export interface WriteRequest {
  readonly kinds: readonly ExportKind[];
  /** Absolute. */
  readonly folder?: string | undefined;
  readonly replace: boolean;
}

export interface ClassifyRequest {
  /** Absolute, like `out`. */
  readonly folder: string;
  readonly out?: string | undefined;
}

/** What is taken away from an open project. */
export class TakeAway {
  readonly #bench: Bench;
  readonly #review: () => Promise<ReviewSummary | null>;
  #underWay: Promise<unknown> = Promise.resolve();

  /** `review` tells how good the newest training is, for the model card. */
  constructor(bench: Bench, review: () => Promise<ReviewSummary | null>) {
    this.#bench = bench;
    this.#review = review;
  }

  /** Where results go unless another folder is chosen: `NAME results` beside the project. */
  get defaultFolder(): string {
    const { machine, store } = this.#bench;
    const name = machine.places.parts(store.path).name.replace(/\.handful$/, '');
    return machine.places.beside(store.path, `${name} results`);
  }

  /**
   * Writes all that is asked for, or nothing. Throws NOT_TRAINED, EXPORT_DISAGREES, ALREADY_THERE, NOT_ALLOWED,
   * FOLDER_MISSING, DISK_FULL, STOPPED.
   */
  write({ kinds, folder = this.defaultFolder, replace }: WriteRequest): Promise<ExportResult> {
    const bench = this.#bench;
    const wanted = new Set(kinds);
    return this.#alone({ kind: 'export', title: 'Writing the results' }, async (handle) => {
      const target = this.#open(folder);
      const run = newestRunToday(bench.store);
      const review = wanted.has('card') ? await this.#review() : null;
      let outcome: Outcome = {};
      const files = await target.put(
        { names: [...wanted].map((kind) => RESULT_NAMES[kind]), replace },
        async (draft) => {
          outcome = await writeResults(wanted, { bench, run, review, handle, draft });
        },
      );
      return { files, folder: target.root, ...outcome };
    });
  }

  /**
   * Classifies the images of a folder with the newest classifier, into a CSV file that is not there yet: `out`, or one
   * among the results. Throws NOT_TRAINED, FOLDER_MISSING, FOLDER_EMPTY, ALREADY_THERE, NOT_ALLOWED, DISK_FULL,
   * STOPPED.
   */
  classify({ folder: root, out }: ClassifyRequest): Promise<ClassifyResult> {
    const { places } = this.#bench.machine;
    return this.#alone({ kind: 'classify', title: `Classifying the images of ${root}` }, async (handle) => {
      const place = out === undefined ? undefined : places.parts(out);
      const target = this.#open(place?.folder ?? this.defaultFolder);
      const name = place?.name ?? target.freeName(`${places.parts(root).name || 'images'} predictions.csv`);
      let classified: ClassifiedFolder = { rows: [], skipped: [] };
      const [file] = await target.put({ names: [name], replace: false }, async (draft) => {
        classified = await this.#classified(root, handle);
        await draft.write(name, new TextEncoder().encode(writePredictions(classified.rows)));
      });
      return { file: file!, ...countsOf(classified) };
    });
  }

  async #classified(root: string, { signal, progress }: ActivityHandle): Promise<ClassifiedFolder> {
    const { machine, store } = this.#bench;
    const session = await machine.runtime.createSession(await newestClassifier(store));
    try {
      return await classifyFolder(session, machine.openImageFolder(root), { signal, onProgress: progress });
    } finally {
      await session.release();
    }
  }

  /** Never among the imported images, nor inside the project. */
  #open(folder: string): OutputFolder {
    const { machine, store } = this.#bench;
    return machine.outputs.open(folder, [store.folder, store.path]);
  }

  /** One after another: two that write to one folder would be in each other's way. */
  #alone<T>(options: ActivityOptions, work: (handle: ActivityHandle) => Promise<T>): Promise<T> {
    const running = this.#bench.activities.run(options, async (handle) => {
      const turn = this.#underWay.then(() => work(handle));
      this.#underWay = turn.catch(() => undefined);
      return turn;
    });
    this.#bench.inBackground(running);
    return running;
  }
}

function countsOf({ rows, skipped }: ClassifiedFolder): Omit<ClassifyResult, 'file'> {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  return {
    imageCount: rows.length,
    skipped: [...skipped],
    counts: [...counts].map(([className, count]) => ({ className, count })),
  };
}
