import { app, dialog } from 'electron';
import type { HandfulError } from '../shared/errors.ts';
import { forkEngine } from '../supervisor/forkEngine.ts';
import { Supervisor } from '../supervisor/supervisor.ts';
import type { Places } from './places.ts';

/** Keeps the engine of the desktop app running; it is not started yet. */
export function desktopEngine({ engine, node }: Pick<Places, 'engine' | 'node'>): Supervisor {
  const supervisor = new Supervisor(
    () => forkEngine(engine, ['desktop'], node),
    (event) => {
      if (event.type === 'project' && event.path !== null) app.addRecentDocument(event.path);
      if (event.type === 'gaveUp') void askWhatToDo(event.error, supervisor);
    },
  );
  return supervisor;
}

async function askWhatToDo(error: HandfulError, supervisor: Supervisor): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Handful',
    message: error.message,
    detail: error.remedy,
    buttons: ['Start it again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) supervisor.start();
  else app.quit();
}
