import { vi } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import type { CliResult } from './runCli.ts';

/** Runs a command line in this process, which is quicker than starting another, with what it would have printed. */
export async function callCli(...args: readonly string[]): Promise<CliResult> {
  const printed = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      printed[name] += String(chunk);
      return true;
    }),
  );
  try {
    return { exitCode: await main(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
