import { defineConfig } from 'vite';

/** What cannot be bundled: it holds native code, or looks for files beside itself. */
const NATIVE = ['onnxruntime-node', 'sharp', '@photostructure/sqlite'];

/**
 * Builds the engine process of the desktop app into dist/engine. It is run by Node, not by Electron: see
 * docs/decisions/0008. The server runs the same engine from its sources.
 */
export default defineConfig({
  ssr: { noExternal: true, external: NATIVE },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/engine',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        main: 'src/engineHost/main.ts',
        runtimeWorker: 'src/platform/onnxruntime/worker/main.ts',
        mapWorker: 'src/platform/node/mapping/main.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
