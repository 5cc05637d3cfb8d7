import { defineConfig } from 'electron-vite';

/**
 * Builds the desktop app's main process and preload script into dist. The window is the one of the server
 * (`vite.config.ts`), and the engine is built by `vite.engine.config.ts`.
 */
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
});
