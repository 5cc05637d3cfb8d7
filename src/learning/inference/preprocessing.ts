import { add, div, matMul, maximum, mul, reduceSum, reshape, sub, transpose } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import type { Value } from '../../engine/graph/value.ts';
import { cast } from './cast.ts';

/**
 * Images of any size to squares: uint8 [N, H, W, 3] -> uint8 [N, S, S, 3]. Bilinear with antialiasing, written as two
 * matrix products, so that every runtime computes the same pixels. It both fills the training cache and stands in
 * front of the exported classifier: what the app learnt from and what the file sees cannot differ.
 */
export function resizeToSquare(images: Value, sizePx: number): Value {
  const [rows, columns] = [sizeOf(images, 1), sizeOf(images, 2)];
  const vertical = interpolation(rows, sizePx); // [S, H]
  const horizontal = interpolation(columns, sizePx); // [S, W]
  const { builder } = images;
  // Rows first, on pixels as they lie: rearranging the whole image would cost more than the products.
  const lines = reshape(cast(images, 'float32'), [0, 0, -1]); // [N, H, W 3]
  const squeezed = transpose(reshape(matMul(vertical, lines), [0, sizePx, -1, 3]), [0, 3, 1, 2]); // [N, 3, S, W]
  const square = matMul(squeezed, transpose(horizontal)); // [N, 3, S, S]
  const rounded = builder.op('Clip', [builder.op('Round', [square]), builder.scalar(0), builder.scalar(255)]);
  return cast(transpose(rounded, [0, 2, 3, 1]), 'uint8');
}

/** The preprocessing alone, as a graph: input `images`, output `pixels`. */
export function preprocessingGraph(sizePx: number): Graph {
  const builder = new GraphBuilder();
  const images = builder.input('images', 'uint8', ['N', 'H', 'W', 3]);
  builder.output('pixels', resizeToSquare(images, sizePx));
  return builder.build('preprocessing');
}

/** uint8 [N, S, S, 3] to what encoders take: float32 [N, 3, S, S] in [0, 1]. */
export function toEncoderInput(pixels: Value): Value {
  return mul(cast(transpose(pixels, [0, 3, 1, 2]), 'float32'), 1 / 255);
}

/**
 * [S, L]: the weights with which L pixels make S. Output pixel i is centred at (i + 1/2) L/S; the triangle around it
 * is as wide as one pixel when enlarging, as L/S pixels when reducing, and is cut at the border.
 */
function interpolation(length: Value, sizePx: number): Value {
  const { builder } = length;
  const pixels = cast(builder.op('Range', [builder.int(0), length, builder.int(1)]), 'float32'); // [L]
  const scale = div(cast(length, 'float32'), sizePx); // []
  const centres = builder.constant({
    type: 'float32',
    shape: [sizePx, 1],
    data: Float32Array.from({ length: sizePx }, (_, index) => index + 0.5),
  });
  const distance = builder.op('Abs', [sub(add(pixels, 0.5), mul(centres, scale))]); // [S, L]
  const weights = maximum(sub(builder.scalar(1), div(distance, maximum(scale, 1))), 0);
  return div(weights, reduceSum(weights, [1]));
}

function sizeOf(images: Value, axis: number): Value {
  const { builder } = images;
  const size = builder.op('Shape', [images], { start: axis, end: axis + 1 });
  return reshape(size, []);
}
