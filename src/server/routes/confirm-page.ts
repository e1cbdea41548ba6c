/** The page behind the link that shows whose a mailed request is. The link is spent by pressing the button, not by looking. */
import { plainPage } from '../../wording/html.ts';
import { FORM_POLICY, withForms } from '../forms.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';

interface Sent {
  readonly Params: { readonly token: string };
}

export function confirmPageRoute(app: App, { people, problems }: World): void {
  withForms(app, (scope) => {
    const route = { config: { access: 'anyone' }, schema: { hide: true } } as const;
    const path = '/requests/confirm/:token';

    scope.get(path, route, async (_request, reply) =>
      reply.header('content-security-policy', FORM_POLICY).type('text/html; charset=utf-8').send(page(FORM)),
    );

    scope.post<Sent>(path, route, async (request, reply) => {
      const outcome = await people.confirmByLink(request.params.token, request.ip);
      if (outcome.kind === 'too-many') throw new Problem('too-many-attempts', { retryAfter: outcome.retryAfter });
      const isGood = outcome.kind === 'confirmed';
      if (!isGood) problems.count('reset-failed');
      return reply
        .status(isGood ? 200 : 400)
        .header('content-security-policy', FORM_POLICY)
        .type('text/html; charset=utf-8')
        .send(page(isGood ? CONFIRMED : FAILED));
    });
  });
}

const page = (body: string) =>
  plainPage('Is this request yours?', `<main class="frame"><header>\n${body}\n</header></main>`);

const FORM = `<h1>Is this request yours?</h1>
<p>The mail that brought you here says what was asked, and what it means. We begin once you say that it was you.</p>
<form method="post">
<p><button>Yes, it is mine</button></p>
</form>
<p>If it is not, close this page: nothing is done.</p>`;
const CONFIRMED = '<h1>Thank you</h1><p>We are at it. What comes of it goes to your address.</p>';
const FAILED =
  '<h1>This link is not good</h1><p>A link is good once, for as long as its mail says. Write to us again for another one.</p>';
