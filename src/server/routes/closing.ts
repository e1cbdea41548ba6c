import { Type } from 'typebox';
import type { EndsWhen } from '../../people/closing.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { AnyPassword, Exactly, Instant, iso } from './shapes.ts';

const ends = Type.Array(
  Exactly({
    category: Type.String(),
    says: Type.String({ description: 'What it is, in the words of the statement' }),
    at: Instant('When it is gone'),
  }),
  { description: 'What closing starts a clock for, the soonest first; everything else ends as it always would' },
);

export function closingRoutes(app: App, { people }: World): void {
  const tags = ['people'];
  app.get(
    '/v1/me/closing',
    {
      config: { access: 'person' },
      schema: { summary: 'What closing your account would mean', tags, response: { 200: Exactly({ ends }) } },
    },
    async () => ({ ends: shown(people.closingTold()) }),
  );

  app.post(
    '/v1/me/closing',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Close your account',
        description:
          'Signs everybody out. Your products stop working, nothing more is collected, and what is held ends at the times ' +
          'told. Until your account itself ends you can open it again: `POST /v1/sessions` with `reopen`, or a link to set a new password.',
        tags,
        body: Exactly({ password: AnyPassword, confirm: Type.Literal('close') }),
        response: { 200: Exactly({ closed: Instant('Since when'), ends }) },
      },
    },
    async (request) => {
      const outcome = await people.closeSelf(personOf(request), request.body.password);
      if (outcome.kind === 'failed') throw new Problem('wrong-password');
      if (outcome.kind !== 'closed') throw refusal(outcome);
      return { closed: iso(outcome.at), ends: shown(outcome.ends) };
    },
  );
}

const shown = (all: readonly EndsWhen[]) => all.map(({ at, ...rest }) => ({ ...rest, at: iso(at) }));
