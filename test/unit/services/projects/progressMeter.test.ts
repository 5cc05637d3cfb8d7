import { expect, it } from 'vitest';

import { ProgressMeter } from '../../../../src/services/projects/progressMeter.ts';
import type { ImportProgress } from '../../../../src/services/projects/progressMeter.ts';

it('measures speed over the last ten seconds and estimates what is left', () => {
  let nowMs = 0;
  const reports: ImportProgress[] = [];
  const meter = new ProgressMeter(1000, (report) => reports.push(report), () => nowMs); // prettier-ignore
  // 20 images in a second for 5 s, then 10 in a second for 20 s.
  for (let second = 1; second <= 25; second++) {
    nowMs += 1000;
    meter.add(second <= 5 ? 20 : 10);
  }
  expect(reports[4]).toEqual({ done: 100, total: 1000, imagesPerSecond: 20, secondsLeft: 45 });
  expect(reports.at(-1)).toEqual({ done: 300, total: 1000, imagesPerSecond: 10, secondsLeft: 70 });
});

it('reports at most ten times a second, and always the end', () => {
  let nowMs = 0;
  const reports: ImportProgress[] = [];
  const meter = new ProgressMeter(100, (report) => reports.push(report), () => nowMs); // prettier-ignore
  for (let i = 0; i < 100; i++) {
    nowMs += 5;
    meter.add(1);
  }
  expect(reports.length).toBeLessThanOrEqual(6);
  expect(reports.at(-1)).toMatchObject({ done: 100, secondsLeft: 0 });
});

it('does not say how long it takes while nothing is done', () => {
  let nowMs = 0;
  const reports: ImportProgress[] = [];
  const meter = new ProgressMeter(100_000, (report) => reports.push(report), () => nowMs); // prettier-ignore
  nowMs += 600;
  meter.add(0);
  nowMs += 400;
  meter.add(100);
  expect(reports.map((report) => report.secondsLeft)).toEqual([undefined, 999]);
});
