/** Builds the pages with script into `dist/web`; each surface is a folder of `src/web` with an `index.html`. */
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { TOKENS } from './src/wording/style.ts';

const WEB = join(import.meta.dirname, 'src', 'web');
/** The colours and type of the statement's page, so that there is one look. */
const TOKEN_SHEET = 'virtual:tokens.css';

export default defineConfig({
  root: WEB,
  base: '/web/',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    {
      name: 'tokens',
      resolveId: (id) => (id === TOKEN_SHEET ? `\0${TOKEN_SHEET}` : undefined),
      load: (id) => (id === `\0${TOKEN_SHEET}` ? TOKENS : undefined),
    },
  ],
  build: {
    outDir: join(import.meta.dirname, 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2023',
    // A font or picture within the sheet would need `data:` in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ['centre', 'app', 'console'].map((surface) => join(WEB, surface, 'index.html')),
    },
  },
});
