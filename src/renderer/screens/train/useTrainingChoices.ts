import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { TrainingChoices, TrainingEstimate, TrainingOptions } from '../../../shared/contract/training.ts';
import { useAttempt } from '../../engine/attempt.ts';
import { useEngine } from '../../engine/client.ts';
import { useProject } from '../../stores/project.ts';
import { useTraining } from '../../stores/training.ts';

/** Pause after the last change of a choice before the time is estimated anew. */
const SETTLE_MS = 300;

/** What the user chose, what there is to choose from, and how long it will take. */
export function useTrainingChoices() {
  const engine = useEngine();
  const attempt = useAttempt();
  const project = useProject();
  const training = useTraining();
  const options = shallowRef<TrainingOptions>();
  const estimate = shallowRef<TrainingEstimate>();
  const isEstimating = ref(false);
  const choices = reactive<{ value: TrainingChoices | undefined }>({ value: undefined });
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  void attempt(() => engine.training.options()).then((answer) => {
    if (!answer) return;
    options.value = answer;
    choices.value = { ...answer.defaults };
  });

  const labelCount = computed(() => project.project?.labelCount ?? 0);
  const isFinished = computed(() => training.state.phase === 'finished');
  watch([() => choices.value, labelCount, isFinished], askSoon, { deep: true });

  /** Whether the next training goes on from the last one: it does where it can, unless told otherwise. */
  const goesOn = computed(() => estimate.value?.canGoOn === true && choices.value?.startFrom !== 'encoder');

  function askSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), SETTLE_MS);
  }

  /** Only the newest answer counts. */
  async function ask(): Promise<void> {
    if (!choices.value) return;
    const number = ++asked;
    isEstimating.value = true;
    const answer = await attempt(() => engine.training.estimate({ ...choices.value! }));
    if (number !== asked) return;
    isEstimating.value = false;
    if (answer) estimate.value = answer;
  }

  return { options, choices, estimate, isEstimating, goesOn };
}
