import { defineConfig } from 'electron-vite';
import renderer from './vite.config.ts';

/** Builds the desktop app's own code and its window into dist; `vite.engine.config.ts` builds the engine. */
export default defineConfig({
  main: {
    build: {
      outDir: 'dist/main',
      externalizeDeps: false,
      rollupOptions: { input: { main: 'src/main/main.ts' }, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      externalizeDeps: false,
      // A sandboxed window loads nothing but CommonJS.
      rollupOptions: {
        input: { preload: 'src/preload/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...renderer,
    build: { ...renderer.build, rollupOptions: { input: 'src/renderer/index.html' } },
  },
});
