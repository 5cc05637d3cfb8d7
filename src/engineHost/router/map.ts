import { engine } from './engine.ts';

export const mapRouter = { points: engine.map.points.handler(({ context }) => context.workbench.project.map.points()) };
