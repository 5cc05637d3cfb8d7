import type { LabelChange } from '../../shared/domain/labelChange.ts';
import type { ImageRecord, NewChange } from '../../shared/domain/records.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { ChangeHistory } from './changeHistory.ts';
import { ClassList, spelt, type ClassView } from './classList.ts';
import { HeldLabels, NO_LABEL } from './heldLabels.ts';
import { clearing, joining, labelling, removal, type PlannedChange } from './labelChanges.ts';
import type { Provenance } from './provenance.ts';

/** Where the labels are kept, and of which images. */
interface LabelledProject {
  readonly store: ProjectStore;
  /** Images that are in the folder, by index. */
  images(): readonly ImageRecord[];
}

type Listener = (changedIndices: readonly number[]) => void;

/**
 * The labels and classes of an open project, in memory and on disk. Every change goes through it, is on disk as a
 * whole when its method returns, and can be undone and redone, also after a restart. While a book is open nothing else
 * changes labels or classes. Methods that change return the images whose labels they changed; they throw DISK_FULL
 * when there is no room, and have changed nothing then.
 */
export class LabelBook {
  readonly #project: LabelledProject;
  readonly #classes: ClassList;
  readonly #held: HeldLabels;
  readonly #history: ChangeHistory;
  readonly #listeners = new Set<Listener>();

  constructor(project: LabelledProject) {
    const { store } = project;
    this.#project = project;
    this.#classes = new ClassList(store.classRecords());
    this.#held = new HeldLabels(project.images(), store.newestLabelEvents());
    this.#history = new ChangeHistory(store.changes());
  }

  /** [image index]: class index, -1 without a label, -2 without an image. Changes in place, and is replaced. */
  get labels(): Int16Array {
    return this.#held.labels;
  }

  /** Labels of images in the folder, by class index; absent: none. */
  get labelCounts(): ReadonlyMap<number, number> {
    return this.#held.counts();
  }

  /** What `undo` would take back. */
  get undoable(): LabelChange | undefined {
    return this.#history.undoable?.what;
  }

  /** What `redo` would do again. */
  get redoable(): LabelChange | undefined {
    return this.#history.redoable?.what;
  }

  /** Classes in use, in the order of their keys. */
  classes(): ClassView[] {
    return this.#classes.views();
  }

  /** Calls back after every change, with the images whose labels it changed. Returns what ends that. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called when images came, went or came back. */
  imagesChanged(): void {
    this.#held.setImages(this.#project.images());
  }

  /**
   * Gives images a class, which is made if it is new, or takes their labels away (null). Images that have the label
   * already and images that are gone are passed over. Throws LABELS_INVALID, REQUEST_INVALID.
   */
  assign(imageIndices: Iterable<number>, className: string | null, provenance: Provenance): readonly number[] {
    const images = this.#held.present(imageIndices);
    if (className === null) return this.#make(clearing(this.#held, images, provenance.origin));
    return this.assignEach(new Map(images.map((index) => [index, className])), provenance);
  }

  /** Gives each image its own class, all in one change. As `assign` otherwise. */
  assignEach(classNames: ReadonlyMap<number, string>, provenance: Provenance): readonly number[] {
    const spellings = new Map([...new Set(classNames.values())].map((name) => [name, spelt(name)]));
    const images = this.#held.present(classNames.keys());
    const targets = new Map(images.map((index) => [index, spellings.get(classNames.get(index)!)!]));
    return this.#make(labelling(this.#held, this.#classes, targets, provenance));
  }

  /**
   * Makes the pseudo-labels of images their labels. `pseudo` is [image index]: class index, or -1 without one. Only of
   * images without a label: what a person said stays.
   */
  accept(imageIndices: Iterable<number>, pseudo: Int16Array, origin: string): readonly number[] {
    const targets = new Map<number, string>();
    for (const index of this.#held.present(imageIndices)) {
      const classIndex = pseudo[index] ?? NO_LABEL;
      const isAccepted = this.labels[index] === NO_LABEL && this.#classes.isInUse(classIndex);
      if (isAccepted) targets.set(index, this.#classes.at(classIndex).name);
    }
    return this.#make(labelling(this.#held, this.#classes, targets, { source: 'human', origin }));
  }

  /** Takes the newest change back, if there is one. */
  undo(): readonly number[] {
    const change = this.#history.undoable;
    if (change === undefined) return [];
    const before = this.#project.store.contentBefore(change.id);
    return this.#write({ ...before, what: change.what, undoes: change.id });
  }

  /** Does again what was undone last, unless something else was done since. */
  redo(): readonly number[] {
    const change = this.#history.redoable;
    if (change === undefined) return [];
    const content = this.#project.store.changeContent(change.id);
    return this.#write({ ...content, what: change.what, redoes: change.id });
  }

  /** Returns the index of the class of this name, which is in use from now on. Throws LABELS_INVALID. */
  addClass(name: string): number {
    const spelling = spelt(name);
    const record = this.#classes.named([spelling]).get(spelling)!;
    if (!this.#classes.isInUse(record.index)) {
      this.#make({ labels: [], classes: [record], what: { kind: 'classAdded', className: spelling } });
    }
    return record.index;
  }

  /** With the name of another class the two become that one. Throws LABELS_INVALID, REQUEST_INVALID. */
  renameClass(classIndex: number, name: string): readonly number[] {
    const record = this.#classes.at(classIndex);
    const spelling = spelt(name);
    if (spelling === record.name) return [];
    const other = this.#classes.find(spelling);
    if (other) return this.#make(joining(this.#held, record, other));
    const what = { kind: 'classRenamed', className: record.name, to: spelling } as const;
    return this.#make({ labels: [], classes: [{ ...record, name: spelling }], what });
  }

  /** `colour` is '#rrggbb'. Throws REQUEST_INVALID. */
  recolourClass(classIndex: number, colour: string): readonly number[] {
    const record = this.#classes.at(classIndex);
    if (record.colour === colour) return [];
    const what = { kind: 'classRecoloured', className: record.name } as const;
    return this.#make({ labels: [], classes: [{ ...record, colour }], what });
  }

  /** Takes the class and all its labels away. Throws REQUEST_INVALID. */
  removeClass(classIndex: number): readonly number[] {
    return this.#make(removal(this.#held, this.#classes.at(classIndex)));
  }

  #make(change: PlannedChange): readonly number[] {
    return change.labels.length + change.classes.length === 0 ? [] : this.#write(change);
  }

  #write(change: NewChange): readonly number[] {
    const { what, undoes, redoes } = change;
    const id = this.#project.store.addChange(change);
    this.#history.take({ id, what, undoes, redoes });
    this.#classes.take(change.classes);
    this.#held.take(change.labels);
    const changedIndices = change.labels.map(({ imageIndex }) => imageIndex);
    for (const listener of this.#listeners) listener(changedIndices);
    return changedIndices;
  }
}
