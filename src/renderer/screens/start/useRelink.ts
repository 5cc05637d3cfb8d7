import { ref, type Ref } from 'vue';
import type { RelinkReport } from '../../../shared/contract/project.ts';
import { useAttempt } from '../../engine/attempt.ts';
import { useEngine } from '../../engine/client.ts';

export interface Relink {
  /** The folder that was looked at. */
  readonly folder: Ref<string>;
  /** What was found in it; undefined before. */
  readonly report: Ref<RelinkReport | undefined>;
  readonly isLooking: Ref<boolean>;
  /** Compares a folder with the project; changes nothing. */
  look(folder: string): Promise<void>;
  /** Takes that folder from now on: whether it worked. */
  confirm(): Promise<boolean>;
  reset(): void;
}

/** Finding the images of a project again, by their content. */
export function useRelink(): Relink {
  const engine = useEngine();
  const attempt = useAttempt();
  const folder = ref('');
  const report = ref<RelinkReport>();
  const isLooking = ref(false);

  async function ask(call: () => Promise<RelinkReport>): Promise<RelinkReport | undefined> {
    isLooking.value = true;
    const answer = await attempt(call);
    isLooking.value = false;
    return answer;
  }

  return {
    folder,
    report,
    isLooking,
    async look(next) {
      folder.value = next;
      report.value = undefined;
      report.value = await ask(() => engine.project.tryFolder({ folder: next }));
    },
    async confirm() {
      return (await ask(() => engine.project.relink({ folder: folder.value }))) !== undefined;
    },
    reset() {
      folder.value = '';
      report.value = undefined;
    },
  };
}
