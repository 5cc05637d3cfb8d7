import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StepChoice } from './pawsStep.ts';
import type { StepRunner } from './stepRunner.ts';

/** The Python that has PyTorch: Debian's python3-torch, or what PYTHON says. */
const python = process.env['PYTHON'] ?? '/usr/bin/python3';

/** Runs the PyTorch step in a process of its own, one step for every line it is sent. */
export async function openPyTorchSteps(choice: StepChoice, threads: number): Promise<StepRunner> {
  const script = fileURLToPath(new URL('pytorch.py', import.meta.url));
  const child = spawn(python, [script, JSON.stringify({ ...choice, threads })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: string): Promise<number> => {
    child.stdin.write(`${command}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`PyTorch ended; does \`${python} -c "import torch"\` work?`);
    return Number(value);
  };
  return {
    step: () => ask('step'),
    peakMB: () => ask('peak'),
    async close() {
      child.stdin.end();
    },
  };
}
