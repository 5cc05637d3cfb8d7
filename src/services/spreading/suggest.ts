import type { Suggestion } from '../../shared/contract/labels.ts';
import { cosine } from './featureSpace.ts';
import type { LivePseudoLabels } from './livePseudoLabels.ts';
import { duplicateSimilarity, nearlyEqualRows } from './nearDuplicates.ts';
import { ascending } from './rank.ts';

/** A class with fewer labels is first shown what is typical of it. */
const A_FEW_LABELS = 5;
/** Images among which those unlike all labels are looked for, and labels that they are compared with: the newest. */
const CANDIDATES = 600;
const COMPARED_LABELS = 200;

/** Rows worth a label for one reason, the best first. */
interface Source {
  readonly reason: Suggestion['reason'];
  readonly rows: Iterator<number>;
}

/**
 * What to label next, `count` images at most. While a class has fewer than five labels: the images most typical of
 * each such class by pseudo-label, in turn, or those most typical of all before labels spread. After that the least
 * certain ones. Every third (before: every third from the first label on) is as unlike all labels as possible but
 * central in its surroundings, since a class that nobody has named yet has no pseudo-label. Never a labelled image,
 * nor one that nearly equals a labelled or another suggested one. `typical` is the order of that name.
 */
export function suggest(live: LivePseudoLabels, typical: Int32Array, count: number): Suggestion[] {
  const usual = usualSource(live, typical);
  const turns =
    live.labels.size === 0 ? [usual] : [usual, usual, { reason: 'different', rows: different(live, typical) } as const];
  const taken = new TakenRows(live);
  const suggestions: Suggestion[] = [];
  const exhausted = new Set<Source>();
  for (let turn = 0; suggestions.length < count && exhausted.size < new Set(turns).size; turn++) {
    const source = turns[turn % turns.length]!;
    const row = taken.next(source.rows);
    if (row === undefined) exhausted.add(source);
    else suggestions.push({ index: live.space.imageIndices[row]!, reason: source.reason });
  }
  return suggestions;
}

function usualSource(live: LivePseudoLabels, typical: Int32Array): Source {
  if (!live.isSpreading) return { reason: 'typical', rows: typical.values() };
  const counts = new Map<number, number>();
  for (const classIndex of live.labels.values()) counts.set(classIndex, (counts.get(classIndex) ?? 0) + 1);
  const needy = [...counts].filter(([, count]) => count < A_FEW_LABELS).map(([classIndex]) => classIndex);
  if (needy.length === 0) return { reason: 'uncertain', rows: ascending(live.winners.margins).values() };
  return {
    reason: 'typical',
    rows: typicalOf(
      live,
      typical,
      needy.toSorted((a, b) => counts.get(a)! - counts.get(b)!),
    ),
  };
}

/** The typical rows of each pseudo-label, the classes in turn; a class without any is passed over. */
function* typicalOf(live: LivePseudoLabels, typical: Int32Array, classes: readonly number[]): Generator<number> {
  const byClass = classes.map((classIndex) => typical.filter((row) => live.winners.classes[row] === classIndex));
  const longest = Math.max(...byClass.map((rows) => rows.length));
  for (let turn = 0; turn < longest; turn++) {
    for (const rows of byClass) if (turn < rows.length) yield rows[turn]!;
  }
}

/** Of the most typical rows without a label always the one farthest from all labels and those before. */
function* different(live: LivePseudoLabels, typical: Int32Array): Generator<number> {
  const { space, labels } = live;
  const candidates = Array.from(typical.filter((row) => !labels.has(row)).subarray(0, CANDIDATES));
  const nearest = new Float64Array(candidates.length).fill(-1);
  const compareWith = (other: number): void =>
    candidates.forEach((row, place) => (nearest[place] = Math.max(nearest[place]!, cosine(space, row, other))));
  for (const labelled of Array.from(labels.keys()).slice(-COMPARED_LABELS)) compareWith(labelled);
  for (let turn = 0; turn < candidates.length; turn++) {
    const farthest = nearest.indexOf(nearest.reduce((least, value) => Math.min(least, value)));
    yield candidates[farthest]!;
    compareWith(candidates[farthest]!);
    nearest[farthest] = Infinity;
  }
}

/** Rows that need no label: they have one, were suggested, or nearly equal one that has or was. */
class TakenRows {
  readonly #live: LivePseudoLabels;
  readonly #threshold: number;
  readonly #taken = new Set<number>();

  constructor(live: LivePseudoLabels) {
    this.#live = live;
    this.#threshold = duplicateSimilarity(live.space);
    for (const row of live.labels.keys()) this.#take(row);
  }

  /** The next row of a source that is not taken; it is from then on. */
  next(rows: Iterator<number>): number | undefined {
    for (let { value, done } = rows.next(); !done; { value, done } = rows.next()) {
      if (this.#taken.has(value) || this.#equalsTaken(value)) continue;
      this.#take(value);
      return value;
    }
    return undefined;
  }

  #take(row: number): void {
    this.#taken.add(row);
    for (const other of nearlyEqualRows(this.#live.space, row, this.#threshold)) this.#taken.add(other);
  }

  /** Neighbours are not always mutual. */
  #equalsTaken(row: number): boolean {
    const equals = nearlyEqualRows(this.#live.space, row, this.#threshold);
    return equals.some((other) => this.#live.labels.has(other));
  }
}
