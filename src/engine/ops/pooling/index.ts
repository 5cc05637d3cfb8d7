import type { Operator } from '../operator.ts';
import { AveragePool } from './AveragePool.ts';
import { GlobalAveragePool } from './GlobalAveragePool.ts';
import { GlobalMaxPool } from './GlobalMaxPool.ts';
import { MaxPool } from './MaxPool.ts';

export const poolingOperators: readonly Operator[] = [AveragePool, GlobalAveragePool, GlobalMaxPool, MaxPool];
