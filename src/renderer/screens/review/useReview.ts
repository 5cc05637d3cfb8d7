import { shallowRef, watch } from 'vue';
import type { ReviewSummary } from '../../../shared/contract/review.ts';
import { useAttempt } from '../../engine/attempt.ts';
import { useEngine } from '../../engine/client.ts';
import { useColumns } from '../../stores/columns.ts';
import { useTraining } from '../../stores/training.ts';

export interface Disagreement {
  readonly index: number;
  /** Class index of the label, and of what the model says. */
  readonly label: number;
  readonly said: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Pause after the last change of labels before the review is fetched anew. */
const SETTLE_MS = 400;

/** What the newest training is worth, followed through corrections. `summary` is null before the first training. */
export function useReview() {
  const engine = useEngine();
  const attempt = useAttempt();
  const columns = useColumns();
  const training = useTraining();
  const summary = shallowRef<ReviewSummary | null>();
  const disagreements = shallowRef<readonly Disagreement[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function fetchAll(): Promise<void> {
    const answer = await attempt(() => engine.review.summary());
    if (answer === undefined) return;
    summary.value = answer;
    if (answer) disagreements.value = (await attempt(() => engine.review.disagreements())) ?? disagreements.value;
  }

  void fetchAll();
  watch([() => columns.columns.revision, () => training.state.phase], () => {
    clearTimeout(timer);
    timer = setTimeout(() => void fetchAll(), SETTLE_MS);
  });

  return { summary, disagreements };
}
