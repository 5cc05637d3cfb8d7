import type { Judged } from './confusion.ts';

const BIN_COUNT = 10;

/** One bin of confidence: how sure the classifier was in it, and how often it was right. Fractions, 0 to 1. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence; the middle of the bin when it is empty. */
  readonly confidence: number;
  /** Share that was right; 0 when it is empty. */
  readonly accuracy: number;
}

type Opinion = Pick<Judged, 'label' | 'said' | 'confidence'>;

/** A reliability diagram: ten bins of equal width. No bins where there is nothing to judge. */
export function reliabilityOf(opinions: readonly Opinion[]): ReliabilityBin[] {
  if (opinions.length === 0) return [];
  return Array.from({ length: BIN_COUNT }, (_, bin) => {
    const members = opinions.filter(({ confidence }) => binOf(confidence) === bin);
    const [from, to] = [bin / BIN_COUNT, (bin + 1) / BIN_COUNT];
    const count = members.length;
    if (count === 0) return { from, to, count, confidence: (from + to) / 2, accuracy: 0 };
    const confidence = members.reduce((sum, member) => sum + member.confidence, 0) / count;
    return { from, to, count, confidence, accuracy: members.filter(isRight).length / count };
  });
}

/**
 * Expected calibration error, 0 to 1: how far confidence and accuracy lie apart, averaged over the bins by their
 * counts (Guo et al. 2017, arXiv 1706.04599, eq. 3).
 */
export function calibrationErrorOf(opinions: readonly Opinion[]): number {
  const gaps = reliabilityOf(opinions).map(
    ({ count, confidence, accuracy }) => count * Math.abs(accuracy - confidence),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / opinions.length;
}

const binOf = (confidence: number): number => Math.min(BIN_COUNT - 1, Math.floor(confidence * BIN_COUNT));

const isRight = ({ label, said }: Opinion): boolean => label === said;
