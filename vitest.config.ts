import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Where CI wants the results as JSON. */
const results = process.env['HANDFUL_TEST_RESULTS'];

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    ...(results ? { reporters: ['default', 'json'], outputFile: { json: join(results, 'unit.json') } } : {}),
    // The settings of whoever runs the tests are left alone.
    env: { HANDFUL_CONFIG: join(tmpdir(), 'handful-test-settings') },
  },
});
