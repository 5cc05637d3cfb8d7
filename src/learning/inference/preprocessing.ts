import {
  abs,
  add,
  concat,
  div,
  matMul,
  maximum,
  mul,
  reduceSum,
  reshape,
  sub,
  transpose,
} from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import type { Value } from '../../engine/graph/value.ts';
import { cast } from './cast.ts';

/** The rows of an output are made in so many groups, each from the rows of the image that it can see. */
const BAND_COUNT = 8;

/**
 * Images of any size to squares: uint8 [N, H, W, 3] -> uint8 [N, S, S, 3]. Bilinear with antialiasing, written as
 * matrix products, so that every runtime computes the same pixels. It both fills the training cache and stands in
 * front of the exported classifier: what the app learnt from and what the file sees cannot differ.
 */
export function resizeToSquare(images: Value, sizePx: number): Value {
  const { builder } = images;
  // Rows first, on pixels as they lie: rearranging the whole image would cost more than the products.
  const lines = squeezeRows(images, sizePx); // [N, S, W 3]
  const squeezed = transpose(reshape(lines, [0, sizePx, -1, 3]), [0, 3, 1, 2]); // [N, 3, S, W]
  const horizontal = interpolation(sizeOf(images, 2), { from: 0, to: sizePx, sizePx });
  const square = matMul(squeezed, transpose(horizontal.weights)); // [N, 3, S, S]
  const rounded = builder.op('Clip', [builder.op('Round', [square]), builder.scalar(0), builder.scalar(255)]);
  return cast(transpose(rounded, [0, 2, 3, 1]), 'uint8');
}

/**
 * uint8 [N, H, W, 3] -> float32 [N, S, W 3]. Nearly all weights of one product over all rows would be zero; in bands a
 * large image takes half the time, and its pixels never lie in memory as floats all at once.
 */
function squeezeRows(images: Value, sizePx: number): Value {
  const height = sizeOf(images, 1);
  const bandCount = Math.min(BAND_COUNT, sizePx);
  const bands = Array.from({ length: bandCount }, (_, band) => {
    const [from, to] = [band, band + 1].map((edge) => Math.floor((edge * sizePx) / bandCount)) as [number, number];
    const { pixels, weights } = interpolation(height, { from, to, sizePx });
    const visible = images.builder.op('Gather', [images, pixels], { axis: 1 }); // [N, P, W, 3]
    return matMul(weights, reshape(cast(visible, 'float32'), [0, 0, -1]));
  });
  return concat(bands, 1);
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
 * How the output pixels `from` to `to` of S are made of L pixels: the `pixels` they see, int64 [P], and the `weights` of
 * these, [to - from, P]. Output pixel i is centred at (i + 1/2) L/S; the triangle around it is as wide as one pixel when
 * enlarging, as L/S pixels when reducing, and is cut at the border.
 */
function interpolation(
  length: Value,
  { from, to, sizePx }: { readonly from: number; readonly to: number; readonly sizePx: number },
): { pixels: Value; weights: Value } {
  const { builder } = length;
  const scale = div(cast(length, 'float32'), sizePx); // []
  const reach = maximum(scale, 1);
  const first = cast(maximum(sub(mul(scale, from + 0.5), add(reach, 0.5)), 0), 'int64');
  const last = cast(builder.op('Ceil', [add(mul(scale, to - 0.5), add(reach, 0.5))]), 'int64');
  const pixels = builder.op('Range', [first, builder.op('Min', [last, length]), builder.int(1)]); // [P]
  const centres = builder.constant({
    type: 'float32',
    shape: [to - from, 1],
    data: Float32Array.from({ length: to - from }, (_, index) => from + index + 0.5),
  });
  const distance = abs(sub(add(cast(pixels, 'float32'), 0.5), mul(centres, scale))); // [to - from, P]
  const weights = maximum(sub(builder.scalar(1), div(distance, reach)), 0);
  return { pixels, weights: div(weights, reduceSum(weights, [1])) };
}

function sizeOf(images: Value, axis: number): Value {
  const { builder } = images;
  const size = builder.op('Shape', [images], { start: axis, end: axis + 1 });
  return reshape(size, []);
}
