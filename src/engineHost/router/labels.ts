import { engine } from './engine.ts';
import { notBuilt } from './notBuilt.ts';

export const labelsRouter = {
  assign: engine.labels.assign.handler(notBuilt),
  accept: engine.labels.accept.handler(notBuilt),
  undo: engine.labels.undo.handler(notBuilt),
  redo: engine.labels.redo.handler(notBuilt),
  addClass: engine.labels.addClass.handler(notBuilt),
  renameClass: engine.labels.renameClass.handler(notBuilt),
  recolourClass: engine.labels.recolourClass.handler(notBuilt),
  removeClass: engine.labels.removeClass.handler(notBuilt),
  suggest: engine.labels.suggest.handler(notBuilt),
  sufficiency: engine.labels.sufficiency.handler(notBuilt),
};
