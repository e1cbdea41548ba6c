/** Pages for who asks without an account: they work without script, and a link is spent by sending the form, not by looking. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { REQUESTS, type RequestKind } from '../../statement/statement.ts';
import { escaped, plainPage } from '../../wording/html.ts';
import type { App } from '../http.ts';
import { pagePolicy } from '../page-policy.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import type { World } from '../world.ts';
import { Email, Given } from './shapes.ts';

const LARGEST_FORM = 16 * 1024;
const Asked = Type.Object({
  email: Email,
  kind: Type.Enum([...REQUESTS]),
  text: Type.Optional(Type.Union([Type.Literal(''), Given('In their own words', 2000)])),
});
const Reported = Type.Object({ account: Given('An address, or a system id', 254), text: Given('Who reports', 2000) });
interface Reports {
  readonly Body: Type.Static<typeof Reported>;
}
interface Asks {
  readonly Body: Type.Static<typeof Asked>;
}
interface Opens {
  readonly Params: { readonly token: string };
}

const policy = pagePolicy({ forms: "'self'" });

export function requestPages(app: App, world: World): void {
  const { people, problems } = world;
  // Forms are read here alone. Sound: a plugin gets the same service, in a scope of its own.
  void app.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    const config = { access: 'anyone' } as const;
    const schema = { hide: true };
    const send = (reply: FastifyReply, body: string, status = 200) =>
      reply
        .header('content-security-policy', policy)
        .type('text/html; charset=utf-8')
        .status(status)
        .send(plainPage('Your data', `<main class="frame"><header>\n${body}\n</header></main>`));
    const failed = (reply: FastifyReply, code: ProblemCode) => {
      problems.count(code);
      return send(reply, NOT_GOOD, 400);
    };

    scope.get('/requests', { config, schema }, async (_request, reply) =>
      send(reply, form(world.compiled.statement.requests)),
    );

    // What does not fit is told on the page, not as a problem.
    scope.post<Asks>(
      '/requests',
      { config, schema: { ...schema, body: Asked }, attachValidation: true },
      async (request, reply) => {
        const { email, kind, text } =
          request.validationError === undefined ? request.body : ({} as Partial<Asks['Body']>);
        if (email === undefined || kind === undefined || (kind === 'correction' && !text)) {
          problems.count('not-accepted');
          return send(
            reply,
            form(
              world.compiled.statement.requests,
              'Give your address, and say what is wrong if something has to be put right.',
              typedIn(request.body),
            ),
            422,
          );
        }
        const outcome = await people.askByAddress({ email, kind, ...(text && { text }) }, request.ip);
        if (outcome.kind === 'too-many') throw new Problem('too-many-attempts', { retryAfter: outcome.retryAfter });
        return send(reply, SENT);
      },
    );

    scope.get('/children', { config, schema }, async (_request, reply) =>
      send(reply, childForm(world.compiled.statement.age)),
    );

    scope.post<Reports>(
      '/children',
      { config, schema: { ...schema, body: Reported }, attachValidation: true },
      async (request, reply) => {
        if (request.validationError !== undefined) {
          problems.count('not-accepted');
          return send(
            reply,
            childForm(world.compiled.statement.age, 'Fill in both fields.', typedIn(request.body)),
            422,
          );
        }
        const outcome = await people.reportChild(request.body, request.ip);
        if (outcome.kind === 'too-many') throw new Problem('too-many-attempts', { retryAfter: outcome.retryAfter });
        return send(reply, REPORTED);
      },
    );

    scope.get<Opens>('/requests/archive/:token', { config, schema }, async (_request, reply) =>
      send(
        reply,
        '<h1>Your data</h1><p>You can fetch it once from here.</p><form method="post"><p><button>Fetch it</button></p></form>',
      ),
    );

    scope.post<Opens>('/requests/archive/:token', { config, schema }, async (request, reply) => {
      const archive = await people.archiveByLink(request.params.token);
      if (archive.kind !== 'archive') return failed(reply, 'link-failed');
      return reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="your-data.zip"')
        .send(archive.stream);
    });
  });
}

const NOT_GOOD =
  '<h1>This link is not good</h1><p>A link is good once, and for a time. <a href="/requests">Ask again</a>.</p>';
const SENT =
  '<h1>Look into your mail</h1><p>If we hold something with this address, a letter is on its way there. Open the link in it, and we go on.</p>';

const REPORTED =
  '<h1>Thank you</h1><p>People of ours look at it. If there is such an account, they close it and erase what is held.</p>';

/** What somebody typed: it stands in the form again where it could not be taken. */
interface Typed {
  readonly [field: string]: string;
}

const typedIn = (body: unknown): Typed =>
  Object.fromEntries(Object.entries(body ?? {}).filter((one): one is [string, string] => typeof one[1] === 'string'));

const childForm = (
  { minimum, says }: World['compiled']['statement']['age'],
  wrong = '',
  { account = '', text = '' }: Typed = {},
) => `<h1>Report the account of a child</h1>
<p>${escaped(says)}</p>
<p>This is for parents and guardians of somebody younger than ${minimum}.</p>
${wrong === '' ? '' : `<p role="alert" id="wrong">${escaped(wrong)}</p>`}
<form method="post" action="/children">
<p><label for="account">The email address of the account, or the id of the system</label><br>
<input id="account" name="account" required maxlength="254" autocomplete="off" value="${escaped(account)}"${wrong === '' ? '' : ' aria-describedby="wrong"'}></p>
<p><label for="text">Who you are, how we can reach you, and what we should know</label><br>
<textarea id="text" name="text" rows="5" required maxlength="2000">\n${escaped(text)}</textarea></p>
<p><button>Send</button></p>
</form>`;

const form = (
  requests: World['compiled']['statement']['requests'],
  wrong = '',
  { email = '', kind: chosen, text = '' }: Typed = {},
) => `<h1>Ask about your data</h1>
<p>For anybody of whom we may hold something, with an account or without. We write to the address that we have of you, and do nothing before you open the link in that letter.</p>
${wrong === '' ? '' : `<p role="alert" id="wrong">${escaped(wrong)}</p>`}
<form method="post" action="/requests">
<p><label for="email">Your email address</label><br>
<input id="email" name="email" type="email" required maxlength="254" autocomplete="email" value="${escaped(email)}"${wrong === '' ? '' : ' aria-describedby="wrong"'}></p>
<p><label for="kind">You want to</label><br>
<select id="kind" name="kind">${REQUESTS.flatMap((kind: RequestKind) => {
  const says = requests[kind]?.says;
  return says === undefined
    ? []
    : [`<option value="${kind}"${kind === chosen ? ' selected' : ''}>${escaped(says)}</option>`];
}).join('')}</select></p>
<p><label for="text">In your own words, if you like; if something is wrong, say what</label><br>
<textarea id="text" name="text" rows="5" maxlength="2000">\n${escaped(text)}</textarea></p>
<p><button>Send</button></p>
</form>`;
