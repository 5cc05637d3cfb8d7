import { createRouter, createWebHashHistory, type Router, type RouterHistory } from 'vue-router';
import { useProject } from './stores/project.ts';

/** Screens of the rail, in the order of the afternoon. `key` goes to the screen together with Shift. */
export const SCREENS = [
  { name: 'start', path: '/', key: 'S' },
  { name: 'label', path: '/label', key: 'L' },
  { name: 'map', path: '/map', key: 'M' },
  { name: 'train', path: '/train', key: 'T' },
  { name: 'review', path: '/review', key: 'R' },
  { name: 'takeAway', path: '/take-away', key: 'A' },
] as const;

const COMPONENTS = {
  start: () => import('./screens/start/StartScreen.vue'),
  label: () => import('./screens/label/LabelScreen.vue'),
  map: () => import('./screens/map/MapScreen.vue'),
  train: () => import('./screens/train/TrainScreen.vue'),
  review: () => import('./screens/review/ReviewScreen.vue'),
  takeAway: () => import('./screens/takeaway/TakeAwayScreen.vue'),
};

/** Without a project every address leads to Start; an address that nothing knows does so too. */
export function createScreenRouter(history: RouterHistory = createWebHashHistory()): Router {
  const router = createRouter({
    history,
    routes: [
      ...SCREENS.map(({ name, path }) => ({ name, path, component: COMPONENTS[name] })),
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  });
  router.beforeEach((to) => {
    const project = useProject();
    const hasNoProject = project.isKnown && project.project === null;
    return hasNoProject && to.name !== 'start' ? { name: 'start' } : true;
  });
  return router;
}
