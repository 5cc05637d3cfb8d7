import { randomGenerator } from '../../src/learning/random/randomGenerator.ts';

/** Dimensions along which images of a class differ, and entries of the layer that hides them. */
const LATENT_DIM = 10;
const HIDDEN_DIM = 64;
const CLOUDS_PER_CLASS = 3;

/**
 * Features [N, D] as an encoder makes them: not negative, of a low intrinsic dimension, several overlapping clouds per
 * class. Rows of classes are mixed.
 */
export function syntheticFeatures(count: number, dim: number, classCount: number) {
  const random = randomGenerator(1);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const normals = (length: number, scale: number): Float32Array =>
    Float32Array.from({ length }, () => scale * normal());
  const centres = normals(classCount * CLOUDS_PER_CLASS * LATENT_DIM, 1.1);
  const toHidden = normals(LATENT_DIM * HIDDEN_DIM, 1 / Math.sqrt(LATENT_DIM));
  const toFeatures = normals(HIDDEN_DIM * dim, 1 / Math.sqrt(HIDDEN_DIM));
  const features = new Float32Array(count * dim);
  const truth = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    truth[row] = Math.floor(random() * classCount);
    const cloud = truth[row]! * CLOUDS_PER_CLASS + Math.floor(random() * CLOUDS_PER_CLASS);
    const latent = normals(LATENT_DIM, 0.75).map((x, entry) => x + centres[cloud * LATENT_DIM + entry]!);
    const hidden = project(latent, toHidden, HIDDEN_DIM, 0);
    features.set(project(hidden, toFeatures, dim, 0.3), row * dim);
  }
  return { features, truth };
}

/** max(0, x W + bias) */
function project(x: Float32Array, weights: Float32Array, width: number, bias: number): Float32Array {
  return Float32Array.from({ length: width }, (_, column) => {
    let sum = bias;
    for (let entry = 0; entry < x.length; entry++) sum += x[entry]! * weights[entry * width + column]!;
    return Math.max(0, sum);
  });
}
