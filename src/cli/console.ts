import cliProgress from 'cli-progress';
import { HandfulError } from '../shared/errors.ts';

/** Where the command line speaks: results on standard output, everything else on standard error. */
export interface Console {
  /** A line of the result. */
  result(line: string): void;
  /** A line that a person may want to know, not part of the result. The same line is not said twice. */
  note(line: string): void;
  /** Progress of work of which `total` pieces are known; ends when `done` reaches it. */
  progress(title: string, done: number, total: number, detail: string): void;
  /** Takes the bar away before something else is said. */
  endProgress(): void;
}

/** With `quiet` (used for --json) nothing but results is printed, and no bar. */
export function createConsole(quiet: boolean): Console {
  let bar: cliProgress.SingleBar | undefined;
  let title = '';
  const said = new Set<string>();
  const endProgress = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    result: (line) => process.stdout.write(`${line}\n`),
    note(line) {
      if (quiet || said.has(line)) return;
      said.add(line);
      endProgress();
      process.stderr.write(`${line}\n`);
    },
    progress(newTitle, done, total, detail) {
      if (bar && title !== newTitle) endProgress();
      if (!bar) {
        title = newTitle;
        bar = createBar();
        bar.start(total, done, { title, detail });
      }
      bar.setTotal(total);
      bar.update(done, { title, detail });
      if (done >= total) endProgress();
    },
    endProgress,
  };
}

/** On a terminal a bar that moves; in a file or a pipe a line now and then. */
function createBar(): cliProgress.SingleBar {
  return new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{title} [{bar}] {value}/{total} {detail}',
      noTTYOutput: true,
      notTTYSchedule: 10_000,
      hideCursor: true,
      barsize: 28,
    },
    cliProgress.Presets.legacy,
  );
}

/** An error as a person reads it: what is wrong, then what to do about it. */
export function describeError(error: unknown): string {
  if (error instanceof HandfulError) return `Error (${error.code}): ${error.message}\n  ${error.remedy}`;
  return `Error (INTERNAL): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** '45 s', '3 min 10 s' */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
