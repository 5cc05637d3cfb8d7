import type { ClassInfo } from '../../../../shared/contract/project.ts';
import type { Shortcut } from '../../../composables/useShortcuts.ts';
import type { Workplace } from '../labelling/useWorkplace.ts';
import { GROUP, isAtImages } from './isAtImages.ts';

const DIGITS = [...'1234567890'];

/** Keys that give labels and take them away. */
export function labelKeys(workplace: Workplace, classes: () => readonly ClassInfo[]): Shortcut[] {
  return [
    ...DIGITS.map((digit) => digitKey(digit, workplace, classes)),
    { keys: 'N', label: 'label.keys.none', group: GROUP, run: workplace.labelNone },
    { keys: 'A', label: 'label.keys.accept', group: GROUP, run: workplace.accept },
    { keys: 'Backspace', label: 'label.keys.clear', group: GROUP, when: isAtImages, run: workplace.clear },
    { keys: 'Delete', when: isAtImages, run: workplace.clear },
  ];
}

/** The first digit is listed for all of them. */
function digitKey(digit: string, workplace: Workplace, classes: () => readonly ClassInfo[]): Shortcut {
  const classIndex = (): number | undefined => classes().find(({ key }) => key === digit)?.index;
  return {
    keys: digit,
    ...(digit === DIGITS[0] ? { label: 'label.keys.digit', group: GROUP } : {}),
    when: () => classIndex() !== undefined,
    run: () => workplace.label(classIndex()!),
  };
}
