import { createHash } from 'node:crypto';
import { STYLE } from '../wording/style.ts';

const style = createHash('sha256').update(STYLE).digest('base64');

/** The content security policy of our pages: they run nothing and load nothing; a form sends to us, or to nobody. */
export const pagePolicy = ({ forms }: { readonly forms: "'self'" | "'none'" }): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${style}'`,
    "base-uri 'none'",
    `form-action ${forms}`,
    "frame-ancestors 'none'",
  ].join('; ');

/** That of our pages with script: they run and load what this host serves, and ask nobody else for anything. */
export const scriptPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
