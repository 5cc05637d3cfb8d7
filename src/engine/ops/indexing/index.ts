import type { Operator } from '../operator.ts';
import { Gather } from './Gather.ts';
import { GatherElements } from './GatherElements.ts';
import { GatherND } from './GatherND.ts';
import { NonZero } from './NonZero.ts';
import { OneHot } from './OneHot.ts';
import { ScatterElements } from './ScatterElements.ts';
import { ScatterND } from './ScatterND.ts';

export const indexingOperators: readonly Operator[] = [
  Gather,
  GatherElements,
  GatherND,
  NonZero,
  OneHot,
  ScatterElements,
  ScatterND,
];
