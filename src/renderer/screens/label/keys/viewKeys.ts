import type { Shortcut } from '../../../composables/useShortcuts.ts';
import type { Attempt } from '../../../engine/attempt.ts';
import type { LabelDesk } from '../labelDesk.ts';
import { nextQuickFilter } from '../order/view.ts';
import { GROUP, isAtImages } from './isAtImages.ts';

/** Keys that change what is seen and selected. */
export function viewKeys(desk: LabelDesk, attempt: Attempt, takeUpSuggestions: () => void): Shortcut[] {
  const { alike, grid, imageOrder, workplace, filterBy } = desk;
  const group = GROUP;

  function toggleZoom(): void {
    workplace.isZoomed.value = !workplace.isZoomed.value && workplace.current.value !== undefined;
  }

  function letGo(): void {
    if (workplace.isZoomed.value) workplace.isZoomed.value = false;
    else if (alike.isActive.value) void attempt(alike.end);
    else grid.only(grid.focus.value);
  }

  function showAlike(): void {
    const image = workplace.current.value;
    workplace.isZoomed.value = false;
    workplace.area.value = 'grid';
    if (image !== undefined) void attempt(() => alike.begin(image));
  }

  const toggle = (): void => grid.toggle(grid.focus.value);
  const showNextFilter = (): void => filterBy(nextQuickFilter(imageOrder.view.value.filter));
  const refresh = (): void => void attempt(imageOrder.refresh);

  return [
    { keys: ' ', label: 'label.keys.zoom', group, when: isAtImages, run: toggleZoom },
    { keys: 'Z', run: toggleZoom },
    { keys: 'Enter', when: isAtImages, run: toggleZoom },
    { keys: 'Escape', label: 'label.keys.letGo', group, run: letGo },
    { keys: 'L', label: 'label.keys.alike', group, run: showAlike },
    { keys: 'Mod+A', label: 'label.keys.selectAll', group, run: grid.selectAll },
    { keys: 'Mod+ ', label: 'label.keys.toggle', group, when: isAtImages, run: toggle },
    { keys: 'F', label: 'label.keys.filter', group, run: showNextFilter },
    { keys: 'R', label: 'label.keys.refresh', group, run: refresh },
    { keys: 'S', label: 'label.keys.suggestions', group, run: takeUpSuggestions },
  ];
}
