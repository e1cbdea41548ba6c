/** The page that a mailed link leads to: a form that works without script. The link is spent by sending it, not by looking. */
import { Type } from 'typebox';
import { escaped, htmlId, plainPage } from '../../wording/html.ts';
import { FORM_POLICY, withForms } from '../forms.ts';
import type { App } from '../http.ts';
import type { World } from '../world.ts';
import { LONGEST_HINT, PASSWORD, Password } from './shapes.ts';

const Form = Type.Object({ password: Password, hint: Type.Optional(Type.String({ maxLength: LONGEST_HINT })) });
interface Sent {
  readonly Params: { readonly token: string };
  readonly Body: Type.Static<typeof Form>;
}

export function resetPageRoute(app: App, { people, problems }: World): void {
  withForms(app, (scope) => {
    const config = { access: 'anyone' } as const;
    const path = '/reset/:token';

    scope.get(path, { config, schema: { hide: true } }, async (_request, reply) =>
      reply.header('content-security-policy', FORM_POLICY).type('text/html; charset=utf-8').send(page(form())),
    );

    // What does not fit is told on the page, not as a problem.
    const taking = { config, schema: { hide: true, body: Form }, attachValidation: true };
    scope.post<Sent>(path, taking, async (request, reply) => {
      reply.header('content-security-policy', FORM_POLICY).type('text/html; charset=utf-8');
      const say = (status: number, body: string) => reply.status(status).send(page(body));
      if (request.validationError !== undefined) {
        problems.count('not-accepted');
        return say(
          422,
          form(
            `A password has ${PASSWORD.minLength} to ${PASSWORD.maxLength} characters, a hint at most ${LONGEST_HINT}.`,
          ),
        );
      }
      const { password, hint = '' } = request.body;
      const outcome = await people.resetPassword({
        link: request.params.token,
        password,
        ...(hint !== '' && { hint }),
        ip: request.ip,
      });
      switch (outcome.kind) {
        case 'changed':
          return say(
            200,
            '<h1>Your password is changed</h1><p>Everybody was signed out. <a href="/me">Sign in with the new password</a>.</p>',
          );
        case 'failed':
          problems.count('reset-failed');
          return say(
            400,
            '<h1>This link is not good</h1><p>A link is good once, for an hour. Ask for another one.</p>',
          );
        case 'unfit':
          problems.count('not-accepted');
          return say(422, form('This is not accepted. A hint must not give the password away.'));
        case 'too-many':
          problems.count('too-many-attempts');
          reply.header('retry-after', String(outcome.retryAfter));
          return say(
            429,
            form(`This was tried too often. Wait ${minutes(outcome.retryAfter)}, and send it once more.`),
          );
        case 'withheld':
          problems.count('withheld');
          return say(
            403,
            `<h1>This can’t be done</h1><p>The statement does not allow it: <a href="/statement#${htmlId(outcome.clause)}">see the clause</a>.</p>`,
          );
      }
    });
  });
}

/** Of seconds, in words. */
const minutes = (seconds: number): string => {
  const count = Math.max(1, Math.ceil(seconds / 60));
  return count === 1 ? 'a minute' : `${count} minutes`;
};

const page = (body: string) =>
  plainPage('Set a new password', `<main class="frame"><header>\n${body}\n</header></main>`);

const form = (wrong = '') => `<h1>Set a new password</h1>
${wrong === '' ? '' : `<p role="alert" id="wrong">${escaped(wrong)}</p>`}
<form method="post">
<p><label for="password">New password, at least ${PASSWORD.minLength} characters</label><br>
<input id="password" name="password" type="password" required minlength="${PASSWORD.minLength}" maxlength="${PASSWORD.maxLength}" autocomplete="new-password"${wrong === '' ? '' : ' aria-describedby="wrong"'}></p>
<p><label for="hint">A hint for yourself, if you like. It is mailed to you when you ask for a new password</label><br>
<input id="hint" name="hint" maxlength="${LONGEST_HINT}" autocomplete="off"></p>
<p><button>Set the password</button></p>
</form>`;
