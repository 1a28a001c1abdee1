import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/*
 * The console is served from the node's own origin under a strict content security policy: no inline script, no inline
 * style, no eval. Hence the runtime-only Vue, no module preload helper and no inlined assets.
 */
export default defineConfig({
  base: '/',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    manifest: true,
  },
  server: { host: '127.0.0.1', proxy: { '/api': process.env.TITLECHAIN_URL ?? 'http://127.0.0.1:8699' } },
});
