import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Where CI wants the results as JSON. */
const results = process.env['HANDFUL_TEST_RESULTS'];

const ALL = ['test/**/*.test.ts'];

/**
 * Tests that put something else in the place of a module, and so need modules of their own. All others share them:
 * loading Vue, zod and the engine anew for each file takes longer than the tests.
 */
const SUBSTITUTING = ['test/unit/main/**/*.test.ts', 'test/unit/preload/**/*.test.ts', 'test/**/trainingDesk.test.ts'];

/**
 * Tests of the window, which need its document. As a project of their own they run one after another: a worker that goes
 * from tests with a document to tests without one, or back, is ended, and another loads every module anew.
 */
const WINDOW = ['test/unit/renderer/**/*.test.ts'];

export default defineConfig({
  plugins: [vue()],
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Keeps what the sources were compiled to in node_modules, by their content.
    experimental: { fsModuleCache: true },
    ...(results ? { reporters: ['default', 'json'], outputFile: { json: join(results, 'unit.json') } } : {}),
    // The settings of whoever runs the tests are left alone.
    env: { HANDFUL_CONFIG: join(tmpdir(), 'handful-test-settings') },
    projects: [
      { extends: true, test: { name: 'substituting', include: SUBSTITUTING } },
      { extends: true, test: { name: 'unit', include: ALL, exclude: [...SUBSTITUTING, ...WINDOW], isolate: false } },
      { extends: true, test: { name: 'window', include: WINDOW, environment: 'happy-dom', isolate: false } },
    ],
  },
});
