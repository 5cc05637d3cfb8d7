import type { Operator } from '../operator.ts';
import { BatchNormalization } from './BatchNormalization.ts';
import { Dropout } from './Dropout.ts';
import { InstanceNormalization } from './InstanceNormalization.ts';
import { LayerNormalization } from './LayerNormalization.ts';
import { LpNormalization } from './LpNormalization.ts';

export const normalizationOperators: readonly Operator[] = [
  BatchNormalization,
  Dropout,
  InstanceNormalization,
  LayerNormalization,
  LpNormalization,
];
