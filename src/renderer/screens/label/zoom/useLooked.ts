import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

/** A pause before asking, so that a walk through many images asks for the last one only. */
const PAUSE_MS = 120;

/**
 * What the engine tells of the image that is looked at, asked for again when `revision` changes.
 * @param ask undefined when that failed.
 */
export function useLooked<T>(
  image: () => number | undefined,
  revision: () => number,
  ask: (image: number) => Promise<T | undefined>,
): Readonly<ShallowRef<T | undefined>> {
  const answer = shallowRef<T>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedCount = 0;

  async function look(at: number): Promise<void> {
    const asked = ++askedCount;
    const told = await ask(at);
    if (asked === askedCount) answer.value = told;
  }

  watch(
    [image, revision] as const,
    ([now], [before]) => {
      clearTimeout(timer);
      if (now !== before) {
        askedCount++;
        answer.value = undefined;
      }
      if (now !== undefined) timer = setTimeout(() => void look(now), before === undefined ? 0 : PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return answer;
}
