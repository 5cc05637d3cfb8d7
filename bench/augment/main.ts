import { parseArgs } from 'node:util';
import { augmentBatch, plainViews, type ViewAddress } from '../../src/learning/augmentations/augmentBatch.ts';
import type { AugmentationPolicy } from '../../src/learning/augmentations/policy.ts';
import { augmentationPolicies } from '../../src/learning/augmentations/registry.ts';

/** Prints how many augmented views per second one core makes of square images of `--size` pixels. */
const { values } = parseArgs({
  options: { size: { type: 'string', default: '32' }, json: { type: 'boolean', default: false } },
});

const VIEW_COUNT = 256;
const MEASURED_MS = 1000;
const sizePx = Number(values.size);
const pixels = Uint8Array.from({ length: VIEW_COUNT * 3 * sizePx * sizePx }, (_, index) => (index * 2654435761) >>> 24);
const target = { data: new Float32Array(pixels.length), offset: 0, sizePx };
const views: ViewAddress[] = Array.from({ length: VIEW_COUNT }, (_, row) => ({
  row,
  kind: 'global',
  imageIndex: row,
  viewIndex: 0,
}));

function viewsPerSecond(make: (step: number) => void): number {
  for (let step = 0; step < 10; step++) make(step);
  const start = performance.now();
  let step = 0;
  while (performance.now() - start < MEASURED_MS) make(step++);
  return Math.round((step * VIEW_COUNT * 1000) / (performance.now() - start));
}

const { natural } = augmentationPolicies;
const cropAndFlip: AugmentationPolicy = { ...natural!, global: { ...natural!.global, augmentations: [] } };
const rows = Array.from({ length: VIEW_COUNT }, (_, row) => row);
const results: Record<string, number> = {
  plain: viewsPerSecond(() => plainViews({ pixels, sizePx }, rows, target)),
  'crop and flip': viewsPerSecond((step) => augmentBatch(cropAndFlip, { pixels, sizePx }, views, [0, step], target)),
};
for (const policy of Object.values(augmentationPolicies)) {
  results[policy.name] = viewsPerSecond((step) => augmentBatch(policy, { pixels, sizePx }, views, [0, step], target));
}

if (values.json) console.log(JSON.stringify({ sizePx, viewsPerSecond: results }));
else {
  console.log(`views of ${sizePx} x ${sizePx} pixels per second, one core`);
  for (const [name, rate] of Object.entries(results)) console.log(`${name.padEnd(16)}${rate.toLocaleString('en')}`);
}
