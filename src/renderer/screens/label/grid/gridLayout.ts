/** Cells of one size in rows: where each position of the order is, in px. */
export interface GridLayout {
  readonly columnCount: number;
  readonly rowCount: number;
  /** Side of the square that holds the picture. */
  readonly cellPx: number;
  /** Height of a row: picture, tag and gap. */
  readonly rowPx: number;
}

export const GAP_PX = 6;
/** Below this side a tag is a strip of colour, because no name would fit. */
export const NAMED_TAG_FROM_PX = 76;
const NAMED_TAG_PX = 20;
const STRIP_TAG_PX = 7;

export const tagHeightPx = (cellPx: number): number => (cellPx < NAMED_TAG_FROM_PX ? STRIP_TAG_PX : NAMED_TAG_PX);

/** As many columns of `wantedPx` as fit into `widthPx`, at least one; the cells grow to fill it. */
export function layOut(imageCount: number, widthPx: number, wantedPx: number): GridLayout {
  const columnCount = Math.max(1, Math.floor((widthPx + GAP_PX) / (wantedPx + GAP_PX)));
  const cellPx = Math.max(wantedPx, Math.floor((widthPx + GAP_PX) / columnCount) - GAP_PX);
  const rowPx = cellPx + tagHeightPx(cellPx) + GAP_PX;
  return { columnCount, rowCount: Math.ceil(imageCount / columnCount), cellPx, rowPx };
}

export type Direction =
  'left' | 'right' | 'up' | 'down' | 'pageUp' | 'pageDown' | 'rowStart' | 'rowEnd' | 'first' | 'last';

/**
 * The position one step from `position`; the same where there is nothing further that way.
 * @param pageRows Rows that are seen at once.
 */
export function step(
  position: number,
  direction: Direction,
  { columnCount }: Pick<GridLayout, 'columnCount'>,
  imageCount: number,
  pageRows: number,
): number {
  const last = imageCount - 1;
  const rowStart = position - (position % columnCount);
  const to = {
    left: position - 1,
    right: position + 1,
    up: position - columnCount,
    down: position + columnCount,
    pageUp: position - Math.min(pageRows, Math.floor(position / columnCount)) * columnCount,
    pageDown: pageDown(position, columnCount, imageCount, pageRows),
    rowStart,
    rowEnd: Math.min(rowStart + columnCount - 1, last),
    first: 0,
    last,
  }[direction];
  return to < 0 || to > last ? position : to;
}

function pageDown(position: number, columnCount: number, imageCount: number, pageRows: number): number {
  const to = position + pageRows * columnCount;
  if (to < imageCount) return to;
  const rowsLeft = Math.floor((imageCount - 1 - position) / columnCount);
  return position + rowsLeft * columnCount;
}
