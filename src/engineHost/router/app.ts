import { notBuilt } from './notBuilt.ts';
import { engine } from './engine.ts';

export const appRouter = {
  info: engine.app.info.handler(({ context: { workbench, host } }) => {
    const { name, kind, note } = workbench.machine.runtime.device;
    const device = { name, kind, ...(note === undefined ? {} : { note }) };
    return { version: workbench.machine.version, host, device, enginePid: process.pid };
  }),
  recentProjects: engine.app.recentProjects.handler(() => []),
  forgetProject: engine.app.forgetProject.handler(() => []),
  listFolder: engine.app.listFolder.handler(notBuilt),
};
