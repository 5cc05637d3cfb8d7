import type { Method } from './method.ts';
import { paws } from './paws.ts';
import { supervised } from './supervised.ts';

/** Every method, by name. */
export const methods: Readonly<Record<string, Method>> = Object.fromEntries(
  [paws, supervised].map((method) => [method.name, method]),
);
