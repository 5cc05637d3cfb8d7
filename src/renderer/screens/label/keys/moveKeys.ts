import type { Shortcut } from '../../../composables/useShortcuts.ts';
import { step, type Direction, type GridLayout } from '../grid/gridLayout.ts';
import type { LabelDesk } from '../labelDesk.ts';
import { isAtImages } from './isAtImages.ts';

export interface GridView {
  readonly layout: GridLayout;
  readonly pageRows: number;
}

const MOVES: readonly (readonly [keys: string, direction: Direction])[] = [
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['PageUp', 'pageUp'],
  ['PageDown', 'pageDown'],
  ['Home', 'rowStart'],
  ['End', 'rowEnd'],
];
const FAR_MOVES: readonly (readonly [key: string, direction: Direction])[] = [
  ['Home', 'first'],
  ['End', 'last'],
];

/**
 * Keys that move: alone they select one image, with shift they extend the selection, the arrows with control move the
 * focus alone. Among the suggestions and in the full-size view there is one line to move along.
 */
export function moveKeys(
  { grid, workplace }: Pick<LabelDesk, 'grid' | 'workplace'>,
  gridView: () => GridView | undefined,
): Shortcut[] {
  const isInRows = (): boolean => workplace.area.value === 'grid' && !workplace.isZoomed.value;
  const when = (): boolean => isAtImages() && isInRows();

  function to(direction: Direction): number {
    const { layout = { columnCount: 1 }, pageRows = 1 } = (isInRows() && gridView()) || {};
    return step(workplace.position.value, direction, layout, workplace.count.value, pageRows);
  }

  const move = (keys: string, direction: Direction): Shortcut => ({
    keys,
    when: isAtImages,
    run: () => workplace.moveTo(to(direction)),
  });
  const extend = (keys: string, direction: Direction): Shortcut => ({
    keys,
    when,
    run: () => grid.extendTo(to(direction)),
  });
  const moveFocus = (keys: string, direction: Direction): Shortcut => ({
    keys,
    when,
    run: () => grid.moveFocus(to(direction)),
  });
  return [
    ...MOVES.map(([key, direction]) => move(key, direction)),
    ...MOVES.map(([key, direction]) => extend(`Shift+${key}`, direction)),
    ...MOVES.filter(([key]) => key.startsWith('Arrow')).map(([key, direction]) => moveFocus(`Mod+${key}`, direction)),
    ...FAR_MOVES.map(([key, direction]) => move(`Mod+${key}`, direction)),
    ...FAR_MOVES.map(([key, direction]) => extend(`Mod+Shift+${key}`, direction)),
  ];
}
