/** The pages behind the two links about a new address. Each is spent by pressing the button, not by looking. */
import type { FastifyReply } from 'fastify';
import { htmlId, plainPage } from '../../wording/html.ts';
import { FORM_POLICY, withForms } from '../forms.ts';
import type { App } from '../http.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import type { World } from '../world.ts';

interface Sent {
  readonly Params: { readonly token: string };
}

export function addressPageRoutes(app: App, { people, problems }: World): void {
  withForms(app, (scope) => {
    const route = { config: { access: 'anyone' }, schema: { hide: true } } as const;
    const say = (reply: FastifyReply, body: string, status = 200) =>
      reply
        .status(status)
        .header('content-security-policy', FORM_POLICY)
        .type('text/html; charset=utf-8')
        .send(plainPage('Your email address', `<main class="frame"><header>\n${body}\n</header></main>`));
    const fail = (reply: FastifyReply, code: ProblemCode, body: string, status: number) => {
      problems.count(code);
      return say(reply, body, status);
    };

    scope.get('/addresses/confirm/:token', route, async (_request, reply) => say(reply, CONFIRM));
    scope.post<Sent>('/addresses/confirm/:token', route, async (request, reply) => {
      const outcome = await people.confirmAddress(request.params.token, request.ip);
      switch (outcome.kind) {
        case 'changed':
          return say(reply, CONFIRMED);
        case 'failed':
          return fail(reply, 'link-failed', NOT_GOOD, 400);
        case 'taken':
          return fail(reply, 'value-in-use', TAKEN, 409);
        case 'withheld':
          return fail(reply, 'withheld', withheld(outcome.clause), 403);
        case 'too-many':
          throw new Problem('too-many-attempts', { retryAfter: outcome.retryAfter });
      }
    });

    scope.get('/addresses/stop/:token', route, async (_request, reply) => say(reply, STOP));
    scope.post<Sent>('/addresses/stop/:token', route, async (request, reply) => {
      const outcome = await people.stopAddress(request.params.token, request.ip);
      if (outcome.kind === 'too-many') throw new Problem('too-many-attempts', { retryAfter: outcome.retryAfter });
      return outcome.kind === 'stopped' ? say(reply, STOPPED) : fail(reply, 'link-failed', NOT_GOOD, 400);
    });
  });
}

const CONFIRM = `<h1>Is this your new address?</h1>
<p>The address that this link was mailed to takes the place of the one before, for signing in and for our letters.</p>
<form method="post">
<p><button>Yes, use this address</button></p>
</form>
<p>If you did not ask for it, close this page: nothing changes.</p>`;
const CONFIRMED =
  '<h1>Your address is changed</h1><p>From now on you <a href="/me">sign in with it</a>, and what we write to you goes there.</p>';
const TAKEN =
  '<h1>This address has an account of its own</h1><p>It was opened since we wrote to you. Nothing is changed: <a href="/me">sign in</a> with the address from before, or with this one for that other account.</p>';
const STOP = `<h1>Keep the address as it is?</h1>
<p>The new address does not take the place of this one, and everybody is signed out of the account. Your products go on.</p>
<form method="post">
<p><button>Keep this address</button></p>
</form>
<p>If you asked for the new address yourself, close this page.</p>`;
const STOPPED =
  '<h1>It stays as it was</h1><p>Everybody is signed out. Whoever asked for this knew your password: <a href="/me/forgotten">set a new one</a> now.</p>';
const NOT_GOOD =
  '<h1>This link is not good</h1><p>A link is good once, for as long as its letter says, and not any more when a newer one was mailed. See in <a href="/me/details">your account</a> how it stands.</p>';
const withheld = (clause: string) =>
  `<h1>This can’t be done</h1><p>The statement does not allow it: <a href="/statement#${htmlId(clause)}">see the clause</a>.</p>`;
