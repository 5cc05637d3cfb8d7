import { fork } from 'node:child_process';
import type { FromEngine } from '../shared/hostChannel.ts';
import type { EngineProcess } from './engineProcess.ts';

/**
 * Starts the engine as a process of Node. What it prints goes to standard error, so that standard output stays the
 * host's own. `node`: the program to run it with; by default the one that runs the host.
 */
export function forkEngine(entry: string, args: readonly string[], node = process.execPath): EngineProcess {
  const child = fork(entry, args, { execPath: node, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  child.stdout!.pipe(process.stderr, { end: false });
  child.stderr!.pipe(process.stderr, { end: false });
  return {
    send: (message) =>
      new Promise((resolve) => {
        // An error here means that the process is ending, which `onExit` tells.
        if (child.connected) child.send(message, () => resolve());
        else resolve();
      }),
    onMessage: (listener) => child.on('message', (message) => listener(message as FromEngine)),
    onExit: (listener) => {
      let isOver = false;
      const end = (how: string): void => {
        if (!isOver) listener(how);
        isOver = true;
      };
      child.once('exit', (code, signal) => end(signal ? `signal ${signal}` : `code ${code}`));
      // It could not be started at all: there is no exit then.
      child.on('error', (error) => end(error.message));
    },
    kill: () => child.kill('SIGKILL'),
  };
}
