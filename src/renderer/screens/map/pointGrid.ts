import type { Place } from './mapView.ts';

/** Cells along each side: about five points each at 100,000 points, were they spread evenly. */
const SIDE = 140;

/** Points [N, 2] of the plane [-1, 1] sorted into square cells, to find the one nearest to a place. */
export class PointGrid {
  readonly #positions: Float32Array;
  /** Where the points of each cell begin in `#points`. */
  readonly #starts = new Int32Array(SIDE * SIDE + 1);
  readonly #points: Int32Array;

  constructor(positions: Float32Array) {
    this.#positions = positions;
    const count = positions.length / 2;
    this.#points = new Int32Array(count);
    const cells = Int32Array.from({ length: count }, (_, point) => this.#cellOf(point));
    for (const cell of cells) this.#starts[cell + 1]!++;
    for (let cell = 0; cell < SIDE * SIDE; cell++) this.#starts[cell + 1]! += this.#starts[cell]!;
    const next = this.#starts.slice();
    for (let point = 0; point < count; point++) this.#points[next[cells[point]!]!++] = point;
  }

  /** The point nearest to `place` within `radius` (units of the plane), or undefined. */
  nearest({ x, y }: Place, radius: number): number | undefined {
    let best: number | undefined;
    let bestSquare = radius * radius;
    for (let row = cellAlong(y - radius); row <= cellAlong(y + radius); row++) {
      for (let column = cellAlong(x - radius); column <= cellAlong(x + radius); column++) {
        const cell = row * SIDE + column;
        for (let place = this.#starts[cell]!; place < this.#starts[cell + 1]!; place++) {
          const point = this.#points[place]!;
          const square = (this.#positions[2 * point]! - x) ** 2 + (this.#positions[2 * point + 1]! - y) ** 2;
          if (square > bestSquare) continue;
          best = point;
          bestSquare = square;
        }
      }
    }
    return best;
  }

  #cellOf(point: number): number {
    return cellAlong(this.#positions[2 * point + 1]!) * SIDE + cellAlong(this.#positions[2 * point]!);
  }
}

function cellAlong(coordinate: number): number {
  return Math.min(SIDE - 1, Math.max(0, Math.floor(((coordinate + 1) / 2) * SIDE)));
}
