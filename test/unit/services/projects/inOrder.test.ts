import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';

import { inOrder } from '../../../../src/services/projects/inOrder.ts';

const items = Array.from({ length: 20 }, (_, i) => i);

it('yields in order whichever work ends first, with no more than allowed at once', async () => {
  let running = 0;
  let mostRunning = 0;
  const results: number[] = [];
  const work = async (item: number) => {
    mostRunning = Math.max(mostRunning, ++running);
    await wait(item % 4 === 0 ? 8 : 1);
    running--;
    return item * 10;
  };
  for await (const result of inOrder(items, 3, work)) results.push(result);
  expect(results).toEqual(items.map((item) => item * 10));
  expect(mostRunning).toBe(3);
});

it('does not run ahead of whoever takes the results', async () => {
  let begun = 0;
  const results = inOrder(items, 2, (item) => Promise.resolve(begun++ + item));
  await results.next();
  await wait(20);
  expect(begun).toBeLessThanOrEqual(5);
  await results.return(undefined);
});

it('ends with the first failure, when nothing is running any more', async () => {
  let running = 0;
  const work = async (item: number) => {
    running++;
    await wait(5);
    running--;
    if (item >= 2) throw new Error(`item ${item}`);
    return item;
  };
  const taken: number[] = [];
  const take = async () => {
    for await (const result of inOrder(items, 4, work)) taken.push(result);
  };
  await expect(take()).rejects.toThrow('item 2');
  expect([taken, running]).toEqual([[0, 1], 0]);
});

it('yields nothing for nothing', async () => {
  expect(await inOrder([], 2, () => Promise.resolve(1)).next()).toEqual({ done: true, value: undefined });
});
