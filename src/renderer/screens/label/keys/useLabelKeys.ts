import { useShortcuts } from '../../../composables/useShortcuts.ts';
import { useAttempt } from '../../../engine/attempt.ts';
import { useProject } from '../../../stores/project.ts';
import type { LabelDesk } from '../labelDesk.ts';
import { labelKeys } from './labelKeys.ts';
import { moveKeys, type GridView } from './moveKeys.ts';
import { viewKeys } from './viewKeys.ts';

/**
 * The keys of the Label screen.
 * @param gridView The grid as it is laid out now; undefined when there is none to see.
 * @param takeUpSuggestions Moves the focus to the suggestions, or back.
 */
export function useLabelKeys(
  desk: LabelDesk,
  gridView: () => GridView | undefined,
  takeUpSuggestions: () => void,
): void {
  const project = useProject();
  useShortcuts([
    ...labelKeys(desk.workplace, () => project.classes),
    ...moveKeys(desk, gridView),
    ...viewKeys(desk, useAttempt(), takeUpSuggestions),
  ]);
}
