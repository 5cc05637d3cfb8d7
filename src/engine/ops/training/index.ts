import type { Operator } from '../operator.ts';
import { AveragePoolGradient } from './AveragePoolGradient.ts';
import { BatchNormalizationGradient } from './BatchNormalizationGradient.ts';
import { BatchNormalizationTraining } from './BatchNormalizationTraining.ts';
import { ClipGradient } from './ClipGradient.ts';
import { ConvInputGradient } from './ConvInputGradient.ts';
import { ConvWeightGradient } from './ConvWeightGradient.ts';
import { EluGradient } from './EluGradient.ts';
import { GeluGradient } from './GeluGradient.ts';
import { HardSwishGradient } from './HardSwishGradient.ts';
import { InstanceNormalizationGradient } from './InstanceNormalizationGradient.ts';
import { LayerNormalizationGradient } from './LayerNormalizationGradient.ts';
import { MaxPoolGradient } from './MaxPoolGradient.ts';
import { MishGradient } from './MishGradient.ts';
import { ReluGradient } from './ReluGradient.ts';

export const trainingOperators: readonly Operator[] = [
  AveragePoolGradient,
  BatchNormalizationGradient,
  BatchNormalizationTraining,
  ClipGradient,
  ConvInputGradient,
  ConvWeightGradient,
  EluGradient,
  GeluGradient,
  HardSwishGradient,
  InstanceNormalizationGradient,
  LayerNormalizationGradient,
  MaxPoolGradient,
  MishGradient,
  ReluGradient,
];
