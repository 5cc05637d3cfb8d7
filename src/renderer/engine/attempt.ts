import { fromWire } from '../../shared/contract/errors.ts';
import { useProblems } from '../stores/problems.ts';

/** Runs a call and shows what went wrong, if anything: its answer, or undefined when it failed. */
export type Attempt = <T>(call: () => Promise<T>) => Promise<T | undefined>;

/** For use in `setup`: `const attempt = useAttempt(); const answer = await attempt(() => engine.labels.undo());` */
export function useAttempt(): Attempt {
  const problems = useProblems();
  return async (call) => {
    try {
      return await call();
    } catch (error) {
      problems.report(fromWire(error));
      return undefined;
    }
  };
}
