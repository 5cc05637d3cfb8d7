import path from 'node:path';
import { HandfulError, type ErrorCode } from '../shared/errors.ts';
import { forkEngine } from '../supervisor/forkEngine.ts';
import { Supervisor, type SupervisorEvent } from '../supervisor/supervisor.ts';

export interface SupervisedEngine {
  readonly supervisor: Supervisor;
  /** Process id of the engine, once it answers and has opened the project. */
  readonly usable: Promise<number>;
  /** Rejects when the project cannot be opened at the start, or when the engine dies again and again. */
  readonly failed: Promise<never>;
}

/**
 * The engine of a server; `note` is told what becomes of it. `roots` are the folders, besides the user's own, that may
 * be used. It is not started yet.
 */
export function superviseEngine(
  entry: string,
  project: string | undefined,
  note: (line: string) => void,
  roots: readonly string[],
): SupervisedEngine {
  let become!: (pid: number) => void;
  let fail!: (error: HandfulError) => void;
  const usable = new Promise<number>((resolve) => (become = resolve));
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Nobody may be listening any more when it fails.
  failed.catch(() => undefined);
  let pid = 0;
  let isUsable = false;

  const tell = (event: SupervisorEvent): void => {
    switch (event.type) {
      case 'ready':
        if (isUsable) note('The engine runs again.');
        pid = event.pid;
        isUsable ||= project === undefined;
        break;
      case 'project':
        isUsable ||= event.path !== null;
        break;
      case 'notOpened': {
        const { code, message, remedy } = event.problem;
        if (isUsable) note(`${message} ${remedy}`);
        else fail(new HandfulError(code as ErrorCode, message, remedy));
        break;
      }
      case 'died':
        note(`The engine ended (${event.how}) and is started again.`);
        break;
      case 'gaveUp':
        fail(event.error);
        break;
    }
    if (isUsable) become(pid);
  };
  const first = project === undefined ? null : path.resolve(project);
  return { supervisor: new Supervisor(() => forkEngine(entry, ['browser', ...roots]), tell, first), usable, failed };
}
