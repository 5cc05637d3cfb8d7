import { float32Tensor, type Tensor } from '../../engine/graph/tensor.ts';

/**
 * One-hot rows with `smoothing` spread evenly over all classes: 1 - s + s/C for the class, s/C for the others
 * (the authors use s = 0.1).
 *
 * classIds: S class indices, of every support view in the order of its rows. Returns [S, C].
 */
export function smoothOneHot(classIds: readonly number[], classCount: number, smoothing: number): Tensor {
  const rows = new Float32Array(classIds.length * classCount).fill(smoothing / classCount);
  classIds.forEach((classId, row) => {
    rows[row * classCount + classId]! += 1 - smoothing;
  });
  return float32Tensor(rows, [classIds.length, classCount]);
}
