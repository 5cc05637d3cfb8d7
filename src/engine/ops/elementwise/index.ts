import type { Operator } from '../operator.ts';
import { Abs } from './Abs.ts';
import { Add } from './Add.ts';
import { And } from './And.ts';
import { Cast } from './Cast.ts';
import { Ceil } from './Ceil.ts';
import { Clip } from './Clip.ts';
import { Cos } from './Cos.ts';
import { Div } from './Div.ts';
import { Equal } from './Equal.ts';
import { Erf } from './Erf.ts';
import { Exp } from './Exp.ts';
import { Floor } from './Floor.ts';
import { Greater } from './Greater.ts';
import { GreaterOrEqual } from './GreaterOrEqual.ts';
import { IsNaN } from './IsNaN.ts';
import { Less } from './Less.ts';
import { LessOrEqual } from './LessOrEqual.ts';
import { Log } from './Log.ts';
import { Max } from './Max.ts';
import { Mean } from './Mean.ts';
import { Min } from './Min.ts';
import { Mod } from './Mod.ts';
import { Mul } from './Mul.ts';
import { Neg } from './Neg.ts';
import { Not } from './Not.ts';
import { Or } from './Or.ts';
import { Pow } from './Pow.ts';
import { Reciprocal } from './Reciprocal.ts';
import { Round } from './Round.ts';
import { Sign } from './Sign.ts';
import { Sin } from './Sin.ts';
import { Sqrt } from './Sqrt.ts';
import { Sub } from './Sub.ts';
import { Sum } from './Sum.ts';
import { Where } from './Where.ts';

export const elementwiseOperators: readonly Operator[] = [
  Abs,
  Add,
  And,
  Cast,
  Ceil,
  Clip,
  Cos,
  Div,
  Equal,
  Erf,
  Exp,
  Floor,
  Greater,
  GreaterOrEqual,
  IsNaN,
  Less,
  LessOrEqual,
  Log,
  Max,
  Mean,
  Min,
  Mod,
  Mul,
  Neg,
  Not,
  Or,
  Pow,
  Reciprocal,
  Round,
  Sign,
  Sin,
  Sqrt,
  Sub,
  Sum,
  Where,
];
