import { Workbench } from '../services/workbench/workbench.ts';
import { serveParent } from './channel.ts';
import { engineFrames } from './frames.ts';
import { nodeMachine } from './machine.ts';
import { parentProcess } from './parentProcess.ts';
import { ProjectPictures } from './pictures.ts';

/**
 * The engine process. Its first argument is where the window is: 'desktop' or 'browser'. In a browser, the others are
 * the folders, besides the user's own, that may be used; on the desktop, the system's dialogs lead everywhere.
 */
async function main(host: 'desktop' | 'browser', roots: readonly string[]): Promise<void> {
  const parent = parentProcess();
  const machine = nodeMachine(host === 'desktop' ? 'everything' : roots);
  const workbench = new Workbench(machine);
  let openPath: string | null = null;
  workbench.events.listen((event) => {
    if (event.type !== 'project' || (event.project?.path ?? null) === openPath) return;
    openPath = event.project?.path ?? null;
    parent.send({ type: 'project', path: openPath });
  });
  const ended = serveParent(parent, {
    frames: engineFrames({ workbench, host }),
    picture: new ProjectPictures(workbench).picture,
    openProject: async (path) => void (await workbench.open(path)),
    close: () => workbench.close().finally(() => machine.runtime.close()),
  });
  parent.send({ type: 'ready', pid: process.pid });
  await ended;
}

await main(process.argv[2] === 'desktop' ? 'desktop' : 'browser', process.argv.slice(3));
process.exit();
