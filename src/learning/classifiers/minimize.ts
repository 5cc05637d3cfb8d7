/** A function to minimise: its value at a point; the gradient is written into the second argument. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Pairs of steps and gradient changes that stand for the curvature. */
const MEMORY = 8;
/** Share of the expected decrease that a step must bring (Armijo). */
const SUFFICIENT_DECREASE = 1e-4;
const SMALLEST_STEP = 1e-6;

interface CurvaturePair {
  readonly step: Float64Array;
  readonly change: Float64Array;
}

/**
 * L-BFGS with a backtracking line search (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5) for
 * smooth convex functions. Stops when the gradient is `tolerance` times as long as at the start, or at `iterations`.
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { iterations = 100, tolerance = 0.01 }: { iterations?: number; tolerance?: number } = {},
): Float64Array {
  let point = start;
  let gradient = new Float64Array(start.length);
  let value = objective(point, gradient);
  const goal = tolerance * norm(gradient);
  const pairs: CurvaturePair[] = [];
  for (let iteration = 0; iteration < iterations && norm(gradient) > goal; iteration++) {
    const direction = descentDirection(gradient, pairs);
    const found = lineSearch(objective, point, value, gradient, direction, pairs.length > 0);
    if (!found) break;
    const pair = { step: minus(found.point, point), change: minus(found.gradient, gradient) };
    if (dot(pair.step, pair.change) > 0) pairs.push(pair);
    if (pairs.length > MEMORY) pairs.shift();
    ({ point, value, gradient } = found);
  }
  return point;
}

function lineSearch(
  objective: Objective,
  point: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  isScaled: boolean,
): { point: Float64Array; value: number; gradient: Float64Array<ArrayBuffer> } | undefined {
  const slope = dot(gradient, direction);
  for (let step = isScaled ? 1 : Math.min(1, 1 / norm(gradient)); step > SMALLEST_STEP; step /= 2) {
    const next = point.map((coordinate, index) => coordinate + step * direction[index]!);
    const nextGradient = new Float64Array(point.length);
    const nextValue = objective(next, nextGradient);
    if (nextValue <= value + SUFFICIENT_DECREASE * step * slope) {
      return { point: next, value: nextValue, gradient: nextGradient };
    }
  }
  return undefined;
}

/** Minus the gradient times the approximate inverse Hessian (the two-loop recursion). */
function descentDirection(gradient: Float64Array, pairs: readonly CurvaturePair[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const weights = pairs.map(({ step, change }) => 1 / dot(step, change));
  const alphas = new Array<number>(pairs.length);
  for (let index = pairs.length - 1; index >= 0; index--) {
    alphas[index] = weights[index]! * dot(pairs[index]!.step, direction);
    addScaled(direction, pairs[index]!.change, -alphas[index]!);
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = dot(last.step, last.change) / dot(last.change, last.change);
    direction.forEach((coordinate, index) => (direction[index] = coordinate * scale));
  }
  pairs.forEach(({ step, change }, index) => {
    addScaled(direction, step, alphas[index]! - weights[index]! * dot(change, direction));
  });
  return direction;
}

function addScaled(target: Float64Array, vector: Float64Array, scale: number): void {
  for (let index = 0; index < target.length; index++) target[index]! += scale * vector[index]!;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value - b[index]!);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
