import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { AppInfo } from '../../shared/contract/app.ts';

/** Whether the engine answers. */
export const useConnection = defineStore('connection', () => {
  /** 'connecting' only until the first answer; 'away' after it was there, or could not be reached. */
  const state = ref<'connecting' | 'open' | 'away'>('connecting');
  const info = ref<AppInfo | null>(null);
  /** How often the engine came back. */
  const returnCount = ref(0);
  const isDesktop = computed(() => info.value?.host === 'desktop');

  function opened(answer: AppInfo): void {
    if (info.value) returnCount.value++;
    info.value = answer;
    state.value = 'open';
  }

  function lost(): void {
    state.value = 'away';
  }

  return { state, info, returnCount, isDesktop, opened, lost };
});
