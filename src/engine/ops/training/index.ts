import type { Operator } from '../operator.ts';
import { AveragePoolGradient } from './AveragePoolGradient.ts';
import { BatchNormalizationGradient } from './BatchNormalizationGradient.ts';
import { BatchNormalizationTraining } from './BatchNormalizationTraining.ts';
import { ConvInputGradient } from './ConvInputGradient.ts';
import { ConvWeightGradient } from './ConvWeightGradient.ts';
import { InstanceNormalizationGradient } from './InstanceNormalizationGradient.ts';
import { LayerNormalizationGradient } from './LayerNormalizationGradient.ts';
import { MaxPoolGradient } from './MaxPoolGradient.ts';
import { ReluGradient } from './ReluGradient.ts';

export const trainingOperators: readonly Operator[] = [
  AveragePoolGradient,
  BatchNormalizationGradient,
  BatchNormalizationTraining,
  ConvInputGradient,
  ConvWeightGradient,
  InstanceNormalizationGradient,
  LayerNormalizationGradient,
  MaxPoolGradient,
  ReluGradient,
];
