import { createPinia, setActivePinia } from 'pinia';
import { createApp } from 'vue';
import { createMemoryHistory } from 'vue-router';
import { beforeEach, describe, expect, it } from 'vitest';
import { createScreenRouter } from '../../../src/renderer/router.ts';
import { useProject } from '../../../src/renderer/stores/project.ts';
import { projectState } from './support/projectState.ts';

beforeEach(() => {
  const pinia = createPinia();
  createApp({}).use(pinia);
  setActivePinia(pinia);
});

/** Where an address leads, without loading the screen. */
async function leadsTo(address: string): Promise<string> {
  const router = createScreenRouter(createMemoryHistory());
  let reached = '';
  router.beforeResolve((to) => {
    reached = to.path;
    return false;
  });
  await router.push(address).catch(() => undefined);
  return reached;
}

describe('the addresses of the window', () => {
  it('lead to Start without a project, and to the screens with one', async () => {
    useProject().take(null);
    expect(await leadsTo('/train')).toBe('/');
    useProject().take(projectState());
    expect(await leadsTo('/take-away')).toBe('/take-away');
  });

  it('wait with the decision until the engine has said whether a project is open', async () => {
    expect(await leadsTo('/take-away')).toBe('/take-away');
  });

  it('lead to Start when nobody knows them', async () => {
    expect(await leadsTo('/nowhere/at/all')).toBe('/');
  });
});
