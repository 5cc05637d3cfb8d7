import { describe, expect, it } from 'vitest';
import type { NeighbourGraph } from '../../../../src/learning/propagation/neighbourGraph.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { buildNeighbourGraph } from '../../../../src/services/features/neighbourGraph.ts';
import { updateNeighbourGraph, type KnownNeighbours } from '../../../../src/services/features/updateNeighbourGraph.ts';
import { blobs } from '../../learning/propagation/syntheticFeatures.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });
const [DIM, K] = [6, 7];

/** Features of images, where every tenth image is a copy of an earlier one. */
const features = blobs(400, 4, DIM, 0.8).features;
for (let image = 10; image < 400; image += 10)
  features.copyWithin(image * DIM, (image / 2) * DIM, (image / 2 + 1) * DIM);

const featuresOf = (images: readonly number[]): Float32Array =>
  Float32Array.from(images.flatMap((image) => [...features.subarray(image * DIM, (image + 1) * DIM)]));
const images = (count: number): number[] => Array.from({ length: count }, (_, image) => image);
const without = (all: readonly number[], gone: readonly number[]): number[] => all.filter((one) => !gone.includes(one));

const build = (of: readonly number[]): Promise<NeighbourGraph> => buildNeighbourGraph(runtime, featuresOf(of), DIM, K);

/** The neighbours of images, told as those of other images. */
function toldAs(graph: NeighbourGraph, before: readonly number[], now: readonly number[]): KnownNeighbours {
  return { graph, rowNow: Int32Array.from(before, (image) => now.indexOf(image)) };
}

async function update(before: readonly number[], now: readonly number[]): Promise<NeighbourGraph> {
  return updateNeighbourGraph(runtime, featuresOf(now), DIM, toldAs(await build(before), before, now));
}

function cosine(a: number, b: number): number {
  const [x, y] = [a, b].map((image) => features.subarray(image * DIM, (image + 1) * DIM)) as [
    Float32Array,
    Float32Array,
  ];
  return x.reduce((sum, value, entry) => sum + value * y[entry]!, 0) / (Math.hypot(...x) * Math.hypot(...y));
}

/** Equal but for rounding and for which of equally near images are named. */
async function expectAsSearched(graph: NeighbourGraph, of: readonly number[]): Promise<void> {
  const full = await build(of);
  expect(graph).toMatchObject({ nodeCount: of.length, neighbourCount: K });
  let furthest = 0;
  graph.neighbours.forEach((neighbour, entry) => {
    const exact = cosine(of[Math.floor(entry / K)]!, of[neighbour]!);
    for (const other of [exact, full.similarities[entry]!])
      furthest = Math.max(furthest, Math.abs(other - graph.similarities[entry]!));
  });
  expect(furthest).toBeLessThan(1e-5);
  const rows = of.map((_, row) => new Set([row, ...graph.neighbours.subarray(row * K, (row + 1) * K)]));
  expect(rows.filter(({ size }) => size !== K + 1)).toEqual([]);
}

describe('updateNeighbourGraph', () => {
  it.each([1, 3, 40])('lets in %i images that came, copies of others among them', async (count) => {
    await expectAsSearched(await update(images(400 - count), images(400)), images(400));
  });

  it('searches anew what was near to images that went', async () => {
    const now = without(images(400), [0, 5, 33, 399]);
    await expectAsSearched(await update(images(400), now), now);
  });

  it('bears images that came and went in one go, also between others', async () => {
    const random = randomGenerator(4);
    for (let time = 0; time < 3; time++) {
      const [gone, came] = [0, 1].map(() => Array.from({ length: 5 }, () => Math.floor(400 * random())));
      const [before, now] = [without(images(400), came!), without(images(400), gone!)];
      await expectAsSearched(await update(before, now), now);
    }
  });

  it('keeps what is known when little changed, and searches everything when much did', async () => {
    const known = await build(images(290));
    known.similarities[0] = 0.99;
    const first = async (count: number): Promise<number> => {
      const told = toldAs(known, images(290), images(count));
      return (await updateNeighbourGraph(runtime, featuresOf(images(count)), DIM, told)).similarities[0]!;
    };
    expect(await first(290)).toBeCloseTo(0.99, 6);
    expect(await first(291)).toBeCloseTo(0.99, 6);
    expect(await first(400)).not.toBeCloseTo(0.99, 6);
  });

  it('counts what is compared, and stops when it is told to', async () => {
    const told = toldAs(await build(images(390)), images(390), images(400));
    const counts: number[][] = [];
    const onProgress = (done: number, total: number): void => void counts.push([done, total]);
    await updateNeighbourGraph(runtime, featuresOf(images(400)), DIM, told, { onProgress });
    expect(counts).toEqual([
      [10, 410],
      [266, 410],
      [410, 410],
    ]);
    const signal = { aborted: true };
    const stopped = updateNeighbourGraph(runtime, featuresOf(images(400)), DIM, told, { signal });
    await expect(stopped).rejects.toMatchObject({ code: 'STOPPED' });
  });
});
