import { NONE_CLASS } from '../../shared/domain/noneClass.ts';
import type { ClassRecord } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import { NONE_COLOUR, paletteColour } from './palette.ts';

/** A class in use, as the screen shows it. */
export interface ClassView {
  readonly index: number;
  readonly name: string;
  /** '#rrggbb' */
  readonly colour: string;
  /** Digit key '1' to '9', then '0'; undefined for later classes. */
  readonly key: string | undefined;
  readonly isNone: boolean;
}

const KEYS = '1234567890';

/** The classes of a project: those in use, and the places of those that were removed. */
export class ClassList {
  readonly #records: ClassRecord[] = [];

  constructor(records: readonly ClassRecord[]) {
    this.take(records);
  }

  /** Takes note of classes that are new or changed. */
  take(records: readonly ClassRecord[]): void {
    for (const record of records) this.#records[record.index] = record;
  }

  /** In the order of their keys. */
  inUse(): ClassRecord[] {
    return this.#records.filter(({ isRemoved }) => !isRemoved).toSorted((a, b) => a.position - b.position);
  }

  views(): ClassView[] {
    return this.inUse().map(({ index, name, colour }, rank) => ({
      index,
      name,
      colour: colour ?? (name === NONE_CLASS ? NONE_COLOUR : paletteColour(index)),
      key: KEYS[rank],
      isNone: name === NONE_CLASS,
    }));
  }

  isInUse(index: number): boolean {
    return this.#records[index]?.isRemoved === false;
  }

  /** A class in use. Throws REQUEST_INVALID when it is not. */
  at(index: number): ClassRecord {
    const record = this.#records[index];
    if (record?.isRemoved === false) return record;
    const remedy = 'It may have been removed in another window. Choose one of the classes that are shown.';
    throw new HandfulError('REQUEST_INVALID', `There is no class ${index}.`, remedy);
  }

  /** The class in use of this name. */
  find(name: string): ClassRecord | undefined {
    return this.#records.find((record) => !record.isRemoved && record.name === name);
  }

  /** What the classes of these names are or will be: in use, in use again where they were before, or new. */
  named(names: Iterable<string>): Map<string, ClassRecord> {
    const records = new Map<string, ClassRecord>();
    let nextIndex = this.#records.length;
    let position = 1 + Math.max(-1, ...this.#records.map((record) => record.position));
    for (const name of new Set(names)) {
      const known = this.find(name) ?? this.#records.find((record) => record.name === name);
      if (known?.isRemoved === false) records.set(name, known);
      else {
        const place = { index: known?.index ?? nextIndex, position: position++ };
        records.set(name, { ...place, name, colour: known?.colour, isRemoved: false, joinedWith: undefined });
        nextIndex = Math.max(nextIndex, place.index + 1);
      }
    }
    return records;
  }
}

/** One spelling for one class. Throws LABELS_INVALID for an empty name. */
export function spelt(name: string): string {
  const spelling = name.trim().normalize('NFC');
  if (spelling !== '') return spelling;
  throw new HandfulError('LABELS_INVALID', 'The name of a class is empty.', 'Give the class a name.');
}
