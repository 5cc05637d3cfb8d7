import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { openRowFile } from '../../../../../src/platform/node/projectStore/rowFile.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const ROW_BYTES = 5;

function rows(from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: (to - from) * ROW_BYTES }, (_, i) => from + Math.floor(i / ROW_BYTES));
}

it('reads rows in any order, runs and repeats included', async () => {
  const file = await openRowFile(join(temporaryFolder(), 'r'), ROW_BYTES);
  await file.append(rows(0, 10));
  await file.append(rows(10, 40));
  expect(file.rowCount).toBe(40);
  const indices = [39, 3, 4, 5, 5, 0, 38, 39, 12];
  expect([...(await file.read(indices))]).toEqual(indices.flatMap((index) => Array.from(rows(index, index + 1))));
  expect(await file.read([])).toHaveLength(0);
  await file.close();
});

it('refuses rows that are not there and parts of rows', async () => {
  const file = await openRowFile(join(temporaryFolder(), 'r'), ROW_BYTES);
  await file.append(rows(0, 3));
  for (const indices of [[3], [-1], [2, 3], [0.5]]) {
    await expect(file.read(indices)).rejects.toMatchObject({ code: 'INTERNAL' });
  }
  await expect(file.append(new Uint8Array(ROW_BYTES + 1))).rejects.toMatchObject({ code: 'INTERNAL' });
  await file.close();
});

it('keeps whole rows over a reopening, forgets a part of one, truncates', async () => {
  const path = join(temporaryFolder(), 'r');
  const first = await openRowFile(path, ROW_BYTES);
  await first.append(rows(0, 4));
  await first.flush();
  await first.close();
  appendFileSync(path, 'abc');
  const second = await openRowFile(path, ROW_BYTES);
  expect(second.rowCount).toBe(4);
  await second.truncate(2);
  await second.append(rows(7, 8));
  expect([...(await second.read([0, 1, 2]))]).toEqual([...rows(0, 2), ...rows(7, 8)]);
  await second.close();
});

it('begins anew when it was deleted or rows have another size', async () => {
  const path = join(temporaryFolder(), 'r');
  const first = await openRowFile(path, ROW_BYTES);
  await first.append(rows(0, 4));
  await first.close();
  const wider = await openRowFile(path, 2 * ROW_BYTES);
  expect(wider.rowCount).toBe(0);
  await wider.close();
  rmSync(path);
  const anew = await openRowFile(path, ROW_BYTES);
  expect(anew.rowCount).toBe(0);
  await anew.close();
});

it('replaces rows that are there, and no others', async () => {
  const file = await openRowFile(join(temporaryFolder(), 'r'), ROW_BYTES);
  await file.append(rows(0, 4));
  await file.write(1, rows(7, 9));
  expect([...(await file.read([0, 1, 2, 3]))]).toEqual([...rows(0, 1), ...rows(7, 9), ...rows(3, 4)]);
  expect(file.rowCount).toBe(4);
  for (const firstRow of [-1, 3, 4, 0.5]) {
    await expect(file.write(firstRow, rows(1, 3))).rejects.toMatchObject({ code: 'INTERNAL' });
  }
  expect([...(await file.read([3]))]).toEqual([...rows(3, 4)]);
  await file.close();
});
