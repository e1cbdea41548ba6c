/** The page that a mailed link leads to: a form that works without script. The link is spent by sending it, not by looking. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { escaped } from '../../wording/html.ts';
import { STYLE } from '../../wording/style.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';

const LARGEST_FORM = 4096;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function resetPageRoute(app: App, { people, problems }: World): void {
  // Forms are read here alone. Sound: a plugin gets the same service, in a scope of its own.
  void app.register(async (scope: FastifyInstance) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_request, body, done) => done(null, new URLSearchParams(body as string)),
    );
    const config = { access: 'anyone' } as const;
    const path = '/reset/:token';

    scope.get(path, { config, schema: { hide: true } }, async (_request, reply) =>
      reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page(form())),
    );

    scope.post(path, { config, schema: { hide: true } }, async (request, reply) => {
      const { token } = request.params as { token: string };
      const given = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const [password = '', hint = ''] = [given.get('password') ?? '', given.get('hint') ?? ''];
      reply.header('content-security-policy', policy).type('text/html; charset=utf-8');
      const say = (status: number, body: string) => reply.status(status).send(page(body));
      if (password.length < 8 || password.length > 200 || hint.length > 200) {
        problems.count('not-accepted');
        return say(422, form('A password has 8 to 200 characters, a hint at most 200.'));
      }
      const outcome = await people.resetPassword({
        link: token,
        password,
        ...(hint !== '' && { hint }),
        ip: request.ip,
      });
      switch (outcome.kind) {
        case 'changed':
          return say(
            200,
            '<h1>Your password is changed</h1><p>Everybody was signed out. Sign in with the new password.</p>',
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
          throw new Problem('too-many-attempts', { retryAfter: outcome.retryAfter });
        case 'withheld':
          throw new Problem('withheld', { clause: outcome.clause });
      }
    });
  });
}

const page = (body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Set a new password</title>
<style>${STYLE}</style>
</head>
<body>
<main class="frame"><header>
${body}
</header></main>
</body>
</html>
`;

const form = (wrong = '') => `<h1>Set a new password</h1>
${wrong === '' ? '' : `<p role="alert" id="wrong">${escaped(wrong)}</p>`}
<form method="post">
<p><label for="password">New password, at least 8 characters</label><br>
<input id="password" name="password" type="password" required minlength="8" maxlength="200" autocomplete="new-password"${wrong === '' ? '' : ' aria-describedby="wrong"'}></p>
<p><label for="hint">A hint for yourself, if you like. It is mailed to you when you ask for a new password</label><br>
<input id="hint" name="hint" maxlength="200" autocomplete="off"></p>
<p><button>Set the password</button></p>
</form>`;
