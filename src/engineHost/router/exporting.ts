import { engine } from './engine.ts';
import { notBuilt } from './notBuilt.ts';

export const exportingRouter = {
  defaultFolder: engine.exporting.defaultFolder.handler(notBuilt),
  write: engine.exporting.write.handler(notBuilt),
  classify: engine.exporting.classify.handler(notBuilt),
};
