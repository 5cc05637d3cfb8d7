import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { onTestFinished, vi } from 'vitest';
import type { Component } from 'vue';
import { createMemoryHistory, type Router } from 'vue-router';
import { provideEngine } from '../../../../src/renderer/engine/client.ts';
import { feedStores } from '../../../../src/renderer/engine/events.ts';
import { i18n } from '../../../../src/renderer/i18n/index.ts';
import { createScreenRouter } from '../../../../src/renderer/router.ts';
import type { EngineClient } from '../../../../src/shared/contract/contract.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';

export interface MountedScreen {
  readonly wrapper: VueWrapper;
  readonly router: Router;
  /** Hands an event to the stores, as the engine would. */
  emit(event: WorkbenchEvent): Promise<void>;
}

/**
 * Mounts a screen or component as the window does, with an engine of the test's own; `events` come before it. It goes
 * when the test ends, and what it listened to with it: other tests share the modules and the document.
 */
export async function mountScreen(
  component: Component,
  engine: EngineClient,
  options: { events?: readonly WorkbenchEvent[]; props?: Record<string, unknown> } = {},
): Promise<MountedScreen> {
  const pinia = createPinia();
  const router = createScreenRouter(createMemoryHistory());
  const plugin = { install: (app: Parameters<typeof provideEngine>[0]) => provideEngine(app, engine) };
  const feed = { install: (app: Parameters<typeof provideEngine>[0]) => app.runWithContext(start) };
  let listener: ReturnType<typeof feedStores> | undefined;
  function start(): void {
    setActivePinia(pinia);
    listener = feedStores();
    for (const event of options.events ?? []) listener.event(event);
  }
  const wrapper = mount(component, {
    props: options.props ?? {},
    attachTo: document.body,
    global: { plugins: [pinia, plugin, feed, router, i18n] },
  });
  onTestFinished(async () => {
    // The router loads screens, which must have ended when the tests of the file have.
    await router.isReady();
    await vi.dynamicImportSettled();
    wrapper.unmount();
  });
  await flushPromises();
  return {
    wrapper,
    router,
    async emit(event) {
      listener?.event(event);
      await flushPromises();
    },
  };
}
