import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { z } from 'zod';
import type { metricPoint, TrainingState } from '../../shared/contract/training.ts';

export type MetricPoint = z.infer<typeof metricPoint>;
export interface Relabelled {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

const IDLE: TrainingState = { phase: 'idle', step: 0, stepCount: 0, canResume: false };
const RELABELLED_KEPT = 60;

/** How the training goes. */
export const useTraining = defineStore('training', () => {
  const state = shallowRef<TrainingState>(IDLE);
  /** Metrics that arrived since the window was connected, of the run `state.runId`; earlier ones: `training.metrics`. */
  const metrics = shallowRef<readonly MetricPoint[]>([]);
  /** Images whose pseudo-label was changed by the training, the newest first. */
  const relabelled = shallowRef<readonly Relabelled[]>([]);

  function take(next: TrainingState, points: readonly MetricPoint[]): void {
    if (next.runId !== state.value.runId) metrics.value = [];
    state.value = next;
    if (points.length > 0) metrics.value = [...metrics.value, ...points];
  }

  function relabel(images: readonly Relabelled[]): void {
    relabelled.value = [...images, ...relabelled.value].slice(0, RELABELLED_KEPT);
  }

  function clear(): void {
    state.value = IDLE;
    metrics.value = [];
    relabelled.value = [];
  }

  return { state, metrics, relabelled, take, relabel, clear };
});
