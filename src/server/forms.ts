/** Forms of pages that work without script. Everywhere else JSON alone is read. */
import type { FastifyInstance } from 'fastify';
import type { App } from './http.ts';
import { pagePolicy } from './page-policy.ts';

const LARGEST_FORM = 4096;

/** What a page may do that has a form. */
export const FORM_POLICY = pagePolicy({ forms: "'self'" });

/** Adds routes that read forms. Sound: a plugin gets the same service, in a scope of its own. */
export function withForms(app: App, add: (scope: FastifyInstance) => void): void {
  void app.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    add(scope);
  });
}
