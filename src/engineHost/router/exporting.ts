import { engine } from './engine.ts';

export const exportingRouter = {
  defaultFolder: engine.exporting.defaultFolder.handler(({ context }) => ({
    folder: context.workbench.project.takeAway.defaultFolder,
  })),
  write: engine.exporting.write.handler(async ({ context: { workbench }, input }) => {
    const { takeAway } = workbench.project;
    const folder = await workbench.machine.places.allowed(input.folder ?? takeAway.defaultFolder);
    return takeAway.write({ ...input, folder });
  }),
  classify: engine.exporting.classify.handler(async ({ context: { workbench }, input }) => {
    const { places } = workbench.machine;
    const folder = await places.allowed(input.folder);
    const out = input.out === undefined ? undefined : await places.allowed(input.out);
    return workbench.project.takeAway.classify({ folder, out });
  }),
};
