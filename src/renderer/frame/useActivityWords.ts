import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Activity } from '../../shared/contract/events.ts';
import { formatCount, formatDuration } from '../i18n/format.ts';

/** How far an activity is, in words: '1,200 of 4,000 · 350 per second · 8 s left'. */
export function useActivityWords(activity: () => Activity): ComputedRef<string> {
  const { t } = useI18n();
  return computed(() => {
    const { state, done, total, rate, secondsLeft } = activity();
    if (state !== 'running') return t(`app.activities.state.${state}`);
    const parts: string[] = [];
    if (total > 0) parts.push(t('app.activities.progress', { done: formatCount(done), total: formatCount(total) }));
    if (rate !== undefined) parts.push(t('app.activities.rate', { rate: formatCount(Math.round(rate)) }));
    if (secondsLeft !== undefined) parts.push(t('app.activities.left', { time: formatDuration(secondsLeft) }));
    return parts.length > 0 ? parts.join(' · ') : t('app.activities.state.running');
  });
}
