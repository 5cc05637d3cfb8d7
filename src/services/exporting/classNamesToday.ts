import type { OldClass } from '../../shared/contract/exporting.ts';
import type { ClassRecord } from '../../shared/domain/records.ts';
import { currentClass } from '../review/currentClass.ts';

/** What the classes of a training are called now. */
export interface ClassNamesToday {
  /** In the order of the training's classes, no two alike. */
  readonly names: readonly string[];
  /** Classes that the training tells apart and the project no longer does. */
  readonly oldClasses: readonly OldClass[];
}

/**
 * Names for the classes of a training, which are indices of the project. A class that was joined with another is
 * called what that one is called, unless the training knows that one too: probabilities of two classes are not to go
 * by one name, and adding them up would give other answers than those that were checked. Such a class, and one that
 * was removed, keeps the last name that it had.
 */
export function classNamesToday(records: readonly ClassRecord[], classIndices: readonly number[]): ClassNamesToday {
  const now = currentClass(records);
  const nameOf = new Map(records.map(({ index, name }) => [index, name]));
  const today = classIndices.map(now);
  const oldClasses: OldClass[] = [];
  const taken = new Set(today.flatMap((index) => (index === undefined ? [] : [nameOf.get(index)!])));
  const names = classIndices.map((index, place) => {
    const heir = today[place];
    const isAlone = today.filter((other) => other === heir).length === 1;
    if (heir !== undefined && (heir === index || isAlone)) return nameOf.get(heir)!;
    const className = freeName(nameOf.get(index)!, taken);
    oldClasses.push({ className, ...(heir === undefined ? {} : { joinedWith: nameOf.get(heir)! }) });
    return className;
  });
  return { names, oldClasses };
}

/** In words, for the model card and the command line. */
export function oldClassWords({ className, joinedWith }: OldClass): string {
  const fate = joinedWith === undefined ? 'removed' : `joined with "${joinedWith}"`;
  return `The class "${className}" was ${fate} after this training; the classifier still answers "${className}". Train again for one that does not.`;
}

/** Another class may have got the name since. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  taken.add(free);
  return free;
}
