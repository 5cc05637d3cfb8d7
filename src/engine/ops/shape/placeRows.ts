import { concat, zeros } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';

/**
 * A tensor of zeros of `size` along an axis, with row i of `rows` at `positions[i]`: what undoes a Slice or a Gather
 * by known positions. The positions must differ. Neighbouring rows take one Pad, others a Gather from the rows and one
 * row of zeros, which unlike a scatter runs on every device.
 */
export function placeRows(rows: Value, axis: number, positions: readonly number[], size: number): Value {
  const { builder } = rows;
  const first = positions[0] ?? 0;
  const isStretch = positions.every((position, index) => position === first + index);
  if (isStretch && positions.length === size) return rows;
  if (isStretch) return padAxis(rows, axis, first, size - first - positions.length);
  const sources = Array.from({ length: size }, (_, position) => positions.indexOf(position));
  const zeroRow = positions.length;
  const isComplete = positions.length === size;
  const padded = isComplete ? rows : concat([rows, zeros(builder, rows.staticShape.with(axis, 1))], axis);
  const order = builder.ints(sources.map((source) => (source < 0 ? zeroRow : source)));
  return builder.op('Gather', [padded, order], { axis });
}

function padAxis(rows: Value, axis: number, before: number, after: number): Value {
  const { builder, rank } = rows;
  const pads = new Array<number>(2 * rank)
    .fill(0)
    .with(axis, before)
    .with(axis + rank, after);
  return builder.op('Pad', [rows, builder.ints(pads)]);
}
