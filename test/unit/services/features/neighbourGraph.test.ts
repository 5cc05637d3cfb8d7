import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { buildNeighbourGraph } from '../../../../src/services/features/neighbourGraph.ts';
import { blobs, exactNeighbours } from '../../learning/propagation/syntheticFeatures.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });

describe('buildNeighbourGraph', () => {
  it('finds what comparing everything with everything finds, over several blocks', async () => {
    const data = blobs(600, 4, 10, 0.8);
    const found = await buildNeighbourGraph(runtime, data.features, 10, 7);
    const expected = exactNeighbours(data, 7);
    expect(found.neighbourCount).toBe(7);
    expect(found.neighbours).toEqual(expected.neighbours);
    found.similarities.forEach((similarity, index) =>
      expect(Math.abs(similarity - expected.similarities[index]!)).toBeLessThan(1e-6),
    );
  });

  it('never names an image its own neighbour, not among equal ones either', async () => {
    const { neighbours, similarities } = await buildNeighbourGraph(runtime, new Float32Array(300).fill(2), 3, 5);
    neighbours.forEach((neighbour, index) => expect(neighbour).not.toBe(Math.floor(index / 5)));
    for (let row = 0; row < 100; row++) expect(new Set(neighbours.subarray(row * 5, row * 5 + 5)).size).toBe(5);
    expect(Math.min(...similarities)).toBeCloseTo(1, 6);
    expect(Math.max(...similarities)).toBeLessThanOrEqual(1);
  });

  it('names all others where there are fewer than asked for', async () => {
    const graph = await buildNeighbourGraph(runtime, Float32Array.of(1, 0, 0, 1, 1, 0.1), 2, 15);
    expect(graph.neighbourCount).toBe(2);
    expect(graph.neighbours).toEqual(Int32Array.of(2, 1, 2, 0, 0, 1));
  });

  it('bears a single image, and one of zeros', async () => {
    expect((await buildNeighbourGraph(runtime, Float32Array.of(1, 2), 2, 15)).neighbours).toHaveLength(0);
    const { similarities } = await buildNeighbourGraph(runtime, Float32Array.of(0, 0, 1, 0), 2, 15);
    expect(similarities).toEqual(Float32Array.of(0, 0));
  });

  it('refuses features that are not numbers, naming the image', async () => {
    const features = Float32Array.of(1, 2, 3, 4, Number.NaN, 6);
    await expect(buildNeighbourGraph(runtime, features, 2, 1)).rejects.toMatchObject({
      code: 'MODEL_UNSUPPORTED',
      message: 'The encoder gives NaN where a number should be, first for image 2.',
    });
  });
});
