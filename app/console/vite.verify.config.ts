import { createHash } from 'node:crypto';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

/*
 * The verification page as one file that works without any server: script and style are placed inside the page, and the
 * page's own policy names their digests, so that nothing else can run in it and nothing can be fetched.
 */
const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      let script = '';
      let style = '';
      for (const [name, item] of Object.entries(bundle)) {
        if (item.type === 'chunk') {
          script += item.code.replaceAll('</script', '<\\/script');
          delete bundle[name];
        } else if (name.endsWith('.css')) {
          style += String(item.source);
          delete bundle[name];
        }
      }
      const page = bundle['verify.html'];
      if (page?.type !== 'asset') throw new Error('verify.html was not built');
      page.fileName = 'offline/verify.html';
      const policy = `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
      page.source = String(page.source)
        .replace(/<script[^>]*src=[^>]*><\/script>\s*/g, '')
        .replace(/<link[^>]*rel="(?:stylesheet|icon)"[^>]*>\s*/g, '')
        .replace('<!--policy-->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
        .replace('</head>', () => `<style>${style}</style>\n</head>`)
        .replace('</body>', () => `<script type="module">${script}</script>\n</body>`);
    },
  };
}

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [vue(), oneFile()],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: { input: 'verify.html', output: { codeSplitting: false } },
  },
});
