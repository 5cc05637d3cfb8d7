import { onMounted, ref, watch, type Ref } from 'vue';
import type { RecentProject } from '../../../shared/contract/app.ts';
import { useAttempt } from '../../engine/attempt.ts';
import { useEngine } from '../../engine/client.ts';
import { useConnection } from '../../stores/connection.ts';
import { useProject } from '../../stores/project.ts';

/** Projects opened lately; undefined until they are known. */
export function useRecentProjects(): { recent: Ref<RecentProject[] | undefined>; forget: (path: string) => void } {
  const engine = useEngine();
  const attempt = useAttempt();
  const connection = useConnection();
  const project = useProject();
  const recent = ref<RecentProject[]>();

  async function take(call: () => Promise<RecentProject[]>): Promise<void> {
    recent.value = (await attempt(call)) ?? recent.value;
  }

  const fetch = (): void => void take(() => engine.app.recentProjects());
  onMounted(fetch);
  watch([() => connection.returnCount, () => project.project?.path], fetch);
  return { recent, forget: (path) => void take(() => engine.app.forgetProject({ path })) };
}
