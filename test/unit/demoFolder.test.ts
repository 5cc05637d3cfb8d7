import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const demo = new URL('../../resources/demo/', import.meta.url);

function readTruth(): { path: string; label: string }[] {
  const lines = readFileSync(new URL('truth.csv', demo), 'utf8').trimEnd().split('\n');
  expect(lines.shift()).toBe('path,label');
  return lines.map((line) => ({ path: line.split(',')[0]!, label: line.split(',')[1]! }));
}

it('names each image of the demo once', () => {
  const paths = readTruth().map(({ path }) => path);
  expect(paths.toSorted()).toEqual(readdirSync(new URL('images/', demo)).toSorted());
  expect(new Set(paths).size).toBe(paths.length);
});

it('has 400 images of each of ten classes', () => {
  const counts = new Map<string, number>();
  for (const { label } of readTruth()) counts.set(label, (counts.get(label) ?? 0) + 1);
  expect([...counts.values()]).toEqual(Array.from({ length: 10 }, () => 400));
});
