import { engine } from './engine.ts';
import { notBuilt } from './notBuilt.ts';

export const mapRouter = { points: engine.map.points.handler(notBuilt) };
