import { computed, shallowRef, watch } from 'vue';
import { useAttempt } from '../../engine/attempt.ts';
import { useEngine } from '../../engine/client.ts';
import { useTraining, type MetricPoint } from '../../stores/training.ts';
import { metricSeries } from './metricSeries.ts';

/** What a user can make sense of; how evenly the classes are used has a chart of its own. */
const LOSSES = ['loss', 'paws', 'supervised'];

/** The curves of the newest run: what is stored of it, and what arrives while it runs. */
export function useRunMetrics() {
  const engine = useEngine();
  const attempt = useAttempt();
  const training = useTraining();
  const stored = shallowRef<readonly MetricPoint[]>([]);

  watch(
    () => training.state.runId,
    async (runId) => {
      stored.value = [];
      if (runId === undefined) return;
      const points = await attempt(() => engine.training.metrics({ runId, fromStep: 0 }));
      if (points && training.state.runId === runId) stored.value = points;
    },
    { immediate: true },
  );

  /** Live points replace stored ones of the same step and name. */
  const points = computed(() => {
    const byKey = new Map<string, MetricPoint>();
    for (const point of [...stored.value, ...training.metrics]) byKey.set(`${point.name} ${point.step}`, point);
    return [...byKey.values()];
  });
  const loss = computed(() => metricSeries(points.value, LOSSES));
  const entropy = computed(() => metricSeries(points.value, ['prediction-entropy']));
  return { loss, entropy };
}
