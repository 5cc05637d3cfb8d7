import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/**
 * Builds the window into dist/renderer. Nothing is inlined into the page and every address is relative, so that the
 * same files work under a content security policy of `default-src 'self'`, from a server and from the desktop app.
 */
export default defineConfig({
  root: 'src/renderer',
  base: './',
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: '../../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome130', 'firefox128', 'safari18'],
    chunkSizeWarningLimit: 1000,
  },
});
