import { html } from '../../wording/html.ts';
import { markdown } from '../../wording/markdown.ts';
import { page } from '../../wording/page.ts';
import type { App } from '../http.ts';
import { namesEtag } from '../none-match.ts';
import { pagePolicy } from '../page-policy.ts';
import type { World } from '../world.ts';

export function statementPageRoute(app: App, { compiled, wording, hash }: World): void {
  const told = page(compiled.statement, wording);
  const forReaders = html(told);
  const asMarkdown = markdown(told);
  const policy = pagePolicy({ forms: "'none'" });

  // The address that people type, and what browsers then ask for.
  app.get('/', { config: { access: 'anyone' }, schema: { hide: true } }, async (_request, reply) =>
    reply.redirect('/statement'),
  );
  app.get('/favicon.ico', { config: { access: 'anyone' }, schema: { hide: true } }, async (_request, reply) =>
    reply.status(204).send(),
  );

  app.get(
    '/statement',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The statement as people read it',
        description: 'HTML, or Markdown where `Accept` prefers `text/markdown`.',
        tags: ['statement'],
        produces: ['text/html', 'text/markdown'],
      },
    },
    async (request, reply) => {
      const wantsMarkdown = prefersMarkdown(request.headers.accept ?? '');
      const etag = `"${hash.slice(0, 32)}-${wantsMarkdown ? 'md' : 'html'}"`;
      reply.headers({ etag, vary: 'Accept', 'cache-control': 'public, no-cache', 'content-security-policy': policy });
      if (namesEtag(request.headers['if-none-match'], etag)) return reply.status(304).send();
      return wantsMarkdown
        ? reply.type('text/markdown; charset=utf-8').send(asMarkdown)
        : reply.type('text/html; charset=utf-8').send(forReaders);
    },
  );
}

/** Whether Markdown is asked for, and asked for more than HTML. */
function prefersMarkdown(accept: string): boolean {
  const weight = (type: string) => {
    const found = accept.split(',').find((range) => range.trim().toLowerCase().startsWith(type));
    return found === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(found)?.[1] ?? 1);
  };
  return weight('text/markdown') > weight('text/html');
}
