import { effectScope, nextTick, ref } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useFollowed } from '../../../../src/renderer/screens/label/labelling/useFollowed.ts';
import { useLooked } from '../../../../src/renderer/screens/label/zoom/useLooked.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('useFollowed', () => {
  it('asks now, then once for a run of changes, and lastly for the last of them', async () => {
    const revision = ref(1);
    const asked: number[] = [];
    const scope = effectScope();
    scope.run(() => useFollowed(revision, async () => void asked.push(revision.value)));
    expect(asked).toEqual([1]);
    for (const next of [2, 3, 4]) {
      revision.value = next;
      await nextTick();
    }
    expect(asked).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([1, 4]);
    scope.stop();
  });

  it('never asks twice at once', async () => {
    const revision = ref(1);
    let askedCount = 0;
    const scope = effectScope();
    scope.run(() =>
      useFollowed(revision, () => {
        askedCount++;
        return new Promise<void>(() => {});
      }),
    );
    revision.value = 2;
    await vi.advanceTimersByTimeAsync(5000);
    expect(askedCount).toBe(1);
    scope.stop();
  });

  it('stops asking with its scope', async () => {
    const revision = ref(1);
    let askedCount = 0;
    const scope = effectScope();
    scope.run(() => useFollowed(revision, async () => void askedCount++));
    await nextTick();
    revision.value = 2;
    await nextTick();
    scope.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(askedCount).toBe(1);
  });
});

describe('useLooked', () => {
  it('asks for the last image of a walk only, and forgets the one before at once', async () => {
    const image = ref<number | undefined>(1);
    const asked: number[] = [];
    const scope = effectScope();
    const answer = scope.run(() =>
      useLooked(
        () => image.value,
        () => 0,
        async (at) => {
          asked.push(at);
          return `image ${at}`;
        },
      ),
    )!;
    await vi.advanceTimersByTimeAsync(1);
    expect(answer.value).toBe('image 1');
    for (const next of [2, 3, 4]) {
      image.value = next;
      await nextTick();
      expect(answer.value).toBeUndefined();
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([1, 4]);
    expect(answer.value).toBe('image 4');
    scope.stop();
  });

  it('keeps what it knows while it asks again after a change', async () => {
    const revision = ref(1);
    const scope = effectScope();
    const answer = scope.run(() =>
      useLooked(
        () => 7,
        () => revision.value,
        async () => revision.value,
      ),
    )!;
    await vi.advanceTimersByTimeAsync(1);
    revision.value = 2;
    await nextTick();
    expect(answer.value).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(answer.value).toBe(2);
    scope.stop();
  });

  it('does not show a late answer of an earlier image', async () => {
    const image = ref(1);
    const answers: ((words: string) => void)[] = [];
    const scope = effectScope();
    const answer = scope.run(() =>
      useLooked(
        () => image.value,
        () => 0,
        () => new Promise<string>((resolve) => answers.push(resolve)),
      ),
    )!;
    await vi.advanceTimersByTimeAsync(1);
    image.value = 2;
    await vi.advanceTimersByTimeAsync(1000);
    answers[1]!('second');
    answers[0]!('first');
    await vi.advanceTimersByTimeAsync(1);
    expect(answer.value).toBe('second');
    scope.stop();
  });
});
