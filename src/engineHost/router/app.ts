import { engine } from './engine.ts';

export const appRouter = {
  info: engine.app.info.handler(({ context: { workbench, host } }) => {
    const { name, kind, note } = workbench.machine.runtime.device;
    const device = { name, kind, ...(note === undefined ? {} : { note }) };
    return { version: workbench.machine.version, host, device, enginePid: process.pid };
  }),
  recentProjects: engine.app.recentProjects.handler(({ context }) => context.workbench.machine.recentProjects.list()),
  forgetProject: engine.app.forgetProject.handler(async ({ context, input }) => {
    const { recentProjects } = context.workbench.machine;
    await recentProjects.forget(input.path);
    return recentProjects.list();
  }),
  listFolder: engine.app.listFolder.handler(({ context, input }) =>
    context.workbench.machine.places.listFolder(input.path),
  ),
};
