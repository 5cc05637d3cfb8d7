import { onScopeDispose, watch, type Ref } from 'vue';

/** Shortest time between two questions, so that a run of keystrokes asks a few times only. */
const PAUSE_MS = 250;

/** Asks now and again after every change of `revision`: one question at a time, and the last change always counts. */
export function useFollowed(revision: Readonly<Ref<number>>, ask: () => Promise<void>): void {
  let askedRevision: number | undefined;
  let isBusy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function follow(): Promise<void> {
    if (isBusy || askedRevision === revision.value) return;
    isBusy = true;
    askedRevision = revision.value;
    await ask();
    timer = setTimeout(() => {
      isBusy = false;
      void follow();
    }, PAUSE_MS);
  }

  watch(revision, () => void follow(), { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
}
