import type { Operator } from '../operator.ts';
import { Conv } from './Conv.ts';
import { ConvTranspose } from './ConvTranspose.ts';

export const convolutionOperators: readonly Operator[] = [Conv, ConvTranspose];
