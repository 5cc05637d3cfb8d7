import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { createProject, openProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { LabelBook } from '../../../../src/services/labeling/labelBook.ts';
import type { ProjectStore } from '../../../../src/services/ports/projectStore.ts';
import { newImage } from '../../platform/node/projectStore/newImage.ts';
import { temporaryFolder } from '../../platform/node/temporaryFolder.ts';

export const grid = { source: 'human', origin: 'grid' } as const;

export interface LabelledProject {
  store: ProjectStore;
  book: LabelBook;
  /** Closes the project and opens it again. */
  reopen(): Promise<void>;
}

/** A project of images without labels, on disk, and its book. */
export async function labelledProject(imageCount: number): Promise<LabelledProject> {
  const store = await createProject(join(temporaryFolder(), 'p.handful'), temporaryFolder());
  store.addImages(Array.from({ length: imageCount }, (_, index) => newImage(`${index}.png`)));
  const project: LabelledProject = {
    store,
    book: bookOf(store),
    async reopen() {
      project.store.close();
      project.store = await openProject(store.path);
      project.book = bookOf(project.store);
    },
  };
  onTestFinished(() => project.store.close());
  return project;
}

function bookOf(store: ProjectStore): LabelBook {
  return new LabelBook({ store, images: () => store.images() });
}

/** What the book, and a second one that reads the disk, say of labels and classes; they must agree. */
export function stateOf({ book, store }: LabelledProject): object {
  const inMemory = describe(book);
  expectSame(inMemory, describe(bookOf(store)));
  return inMemory;
}

function describe(book: LabelBook) {
  const { undoable, redoable, labelCounts } = book;
  return { labels: [...book.labels], classes: book.classes(), counts: [...labelCounts], undoable, redoable };
}

function expectSame(inMemory: object, onDisk: object): void {
  const [memory, disk] = [inMemory, onDisk].map((state) => JSON.stringify(state));
  if (memory !== disk) throw new Error(`In memory ${memory}, but on disk ${disk}`);
}
