import { expect, it } from 'vitest';
import { directClient } from '../../../src/engineHost/directClient.ts';
import type { Workbench } from '../../../src/services/workbench/workbench.ts';
import type { ImageRecord } from '../../../src/shared/domain/records.ts';
import { problemOf } from './openBench.ts';

/** Images 1 and 4 are gone. */
const images = [0, 2, 3, 5].map((index): ImageRecord => ({
  index,
  path: `${index}.png`,
  contentHash: String(index).repeat(64),
  widthPx: 4,
  heightPx: 3,
  note: undefined,
  duplicateOf: undefined,
}));
const project = { images: () => images, store: { labelLog: () => [] } };
const { images: client } = directClient({ workbench: { project } as unknown as Workbench, host: 'browser' });

it('gives the hashes of a range, empty where an image is gone, and none after the last image', async () => {
  const all = ['0', '', '2', '3', '', '5'].map((digit) => digit.repeat(12));
  expect(await client.hashes({ start: 0, end: 1000 })).toEqual({ start: 0, hashes: all });
  expect(await client.hashes({ start: 1, end: 4 })).toEqual({ start: 1, hashes: all.slice(1, 4) });
  expect(await client.hashes({ start: 6, end: 1000 })).toEqual({ start: 6, hashes: [] });
});

it('tells of images in the order they were asked for, and refuses one that is gone', async () => {
  const details = await client.details({ indices: [5, 0, 3] });
  expect(details.map(({ index, path }) => [index, path])).toEqual([
    [5, '5.png'],
    [0, '0.png'],
    [3, '3.png'],
  ]);
  const problem = await problemOf(client.details({ indices: [0, 4] }));
  expect(problem).toMatchObject({ code: 'REQUEST_INVALID', message: 'There is no image 4.' });
});
