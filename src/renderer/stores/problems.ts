import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Problem } from '../../shared/problem.ts';

/** A problem on the screen. */
export interface ShownProblem extends Problem {
  readonly id: number;
}

const SHOWN_AT_MOST = 3;

/** What went wrong and has not been dismissed, the newest first. */
export const useProblems = defineStore('problems', () => {
  const problems = ref<readonly ShownProblem[]>([]);
  let lastId = 0;

  /** The same problem again takes the place of the earlier one. */
  function report(error: Problem): void {
    const { code, message, remedy } = error;
    const others = problems.value.filter((problem) => problem.code !== code || problem.message !== message);
    problems.value = [{ id: ++lastId, code, message, remedy }, ...others].slice(0, SHOWN_AT_MOST);
  }

  function dismiss(id: number): void {
    problems.value = problems.value.filter((problem) => problem.id !== id);
  }

  return { problems, report, dismiss };
});
