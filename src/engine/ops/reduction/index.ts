import type { Operator } from '../operator.ts';
import { ArgMax } from './ArgMax.ts';
import { ArgMin } from './ArgMin.ts';
import { CumSum } from './CumSum.ts';
import { ReduceL1 } from './ReduceL1.ts';
import { ReduceL2 } from './ReduceL2.ts';
import { ReduceLogSum } from './ReduceLogSum.ts';
import { ReduceLogSumExp } from './ReduceLogSumExp.ts';
import { ReduceMax } from './ReduceMax.ts';
import { ReduceMean } from './ReduceMean.ts';
import { ReduceMin } from './ReduceMin.ts';
import { ReduceProd } from './ReduceProd.ts';
import { ReduceSum } from './ReduceSum.ts';
import { ReduceSumSquare } from './ReduceSumSquare.ts';
import { TopK } from './TopK.ts';

export const reductionOperators: readonly Operator[] = [
  ArgMax,
  ArgMin,
  CumSum,
  ReduceL1,
  ReduceL2,
  ReduceLogSum,
  ReduceLogSumExp,
  ReduceMax,
  ReduceMean,
  ReduceMin,
  ReduceProd,
  ReduceSum,
  ReduceSumSquare,
  TopK,
];
