import type { NeighbourGraph } from '../../../../src/learning/propagation/neighbourGraph.ts';
import type { LabelledImage } from '../../../../src/learning/sampling/supportSampler.ts';

/**
 * Label spreading by its definition, densely and in float64: (I - alpha S)^-1 Y with S = D^-1/2 (W + W^T) D^-1/2
 * (Zhou et al. 2004), columns per label, rows to sum 1, class mass to uniform (to the power `strength`), labels as they
 * are. [N][C]
 */
export function closedForm(
  graph: NeighbourGraph,
  labels: readonly LabelledImage[],
  classCount: number,
  { alpha, bandwidth, strength }: { alpha: number; bandwidth: number; strength: number },
): number[][] {
  const { nodeCount } = graph;
  const weights = denseAffinity(graph, bandwidth);
  const degrees = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  const matrix = weights.map((row, i) =>
    row.map((weight, j) => (i === j ? 1 : 0) - (alpha * weight) / Math.sqrt(degrees[i]! * degrees[j]!)),
  );
  const counts = new Array<number>(classCount).fill(0);
  for (const { classIndex } of labels) counts[classIndex]!++;
  const seeds = Array.from({ length: nodeCount }, () => new Array<number>(classCount).fill(0));
  for (const { imageIndex, classIndex } of labels) seeds[imageIndex]![classIndex] = 1 / counts[classIndex]!;
  const rows = solve(matrix, seeds).map(toSumOne);
  const mass = counts.map((_, index) => rows.reduce((sum, row) => sum + row[index]!, 0) / nodeCount);
  const balanced = rows.map((row) =>
    toSumOne(row.map((share, index) => (mass[index]! > 0 ? share / mass[index]! ** strength : 0))),
  );
  for (const { imageIndex, classIndex } of labels) {
    balanced[imageIndex] = counts.map((_, index) => (index === classIndex ? 1 : 0));
  }
  return balanced;
}

function denseAffinity({ nodeCount, neighbourCount, neighbours, similarities }: NeighbourGraph, bandwidth: number) {
  const weights = Array.from({ length: nodeCount }, () => new Array<number>(nodeCount).fill(0));
  neighbours.forEach((neighbour, index) => {
    const row = Math.floor(index / neighbourCount);
    const weight = Math.max(1e-6, Math.exp((similarities[index]! - 1) / bandwidth));
    weights[row]![neighbour]! += weight;
    weights[neighbour]![row]! += weight;
  });
  return weights;
}

function toSumOne(row: readonly number[]): number[] {
  const sum = row.reduce((total, value) => total + value, 0);
  return row.map((value) => value / sum);
}

/** Gaussian elimination; the matrix is diagonally dominant enough to need no pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row, i) => [...row, ...right[i]!]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const pivotRow = rows[pivot]!.map((value) => value / rows[pivot]![pivot]!);
    rows[pivot] = pivotRow;
    for (let i = 0; i < size; i++) {
      const factor = rows[i]![pivot]!;
      if (i !== pivot && factor !== 0) rows[i] = rows[i]!.map((value, j) => value - factor * pivotRow[j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
