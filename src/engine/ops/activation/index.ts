import type { Operator } from '../operator.ts';
import { Celu } from './Celu.ts';
import { Elu } from './Elu.ts';
import { Gelu } from './Gelu.ts';
import { HardSigmoid } from './HardSigmoid.ts';
import { HardSwish } from './HardSwish.ts';
import { LeakyRelu } from './LeakyRelu.ts';
import { LogSoftmax } from './LogSoftmax.ts';
import { Mish } from './Mish.ts';
import { PRelu } from './PRelu.ts';
import { Relu } from './Relu.ts';
import { Selu } from './Selu.ts';
import { Sigmoid } from './Sigmoid.ts';
import { Softmax } from './Softmax.ts';
import { Softplus } from './Softplus.ts';
import { Softsign } from './Softsign.ts';
import { Tanh } from './Tanh.ts';
import { ThresholdedRelu } from './ThresholdedRelu.ts';

export const activationOperators: readonly Operator[] = [
  Celu,
  Elu,
  Gelu,
  HardSigmoid,
  HardSwish,
  LeakyRelu,
  LogSoftmax,
  Mish,
  PRelu,
  Relu,
  Selu,
  Sigmoid,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
  ThresholdedRelu,
];
