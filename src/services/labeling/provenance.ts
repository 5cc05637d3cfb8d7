import type { LabelSource } from '../../shared/domain/records.ts';
import type { ClassView } from './classList.ts';

/** How labels are given: by whom or against what was shown (`source`), and where (`origin`). */
export interface Provenance {
  readonly source: LabelSource | ((imageIndex: number, className: string) => LabelSource);
  /** A file name, a part of the window. */
  readonly origin: string;
}

/**
 * Labels that are not what was shown for their image are corrections. `pseudo` is what was shown, [image index]: class
 * index, negative where there was nothing.
 */
export function againstShown(pseudo: Int16Array, classes: readonly ClassView[]): Provenance['source'] {
  const names = new Map(classes.map(({ index, name }) => [index, name]));
  return (imageIndex, className) => {
    const shown = names.get(pseudo[imageIndex] ?? -1);
    return shown === undefined || shown === className ? 'human' : 'corrected';
  };
}
