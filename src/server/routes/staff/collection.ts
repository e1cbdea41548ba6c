import { Type } from 'typebox';
import { shortHash } from '../../../gate/collect.ts';
import { collectedTold } from '../../../gate/collected-told.ts';
import { statementIn } from '../../../gate/version.ts';
import { clauseWords } from '../../../wording/clause-words.ts';
import { staffIn } from '../../access.ts';
import { streamCollection } from '../../collection-stream.ts';
import type { App } from '../../http.ts';
import { Problem } from '../../problems.ts';
import { cookieOf, STAFF_COOKIE } from '../../session-cookie.ts';
import type { World } from '../../world.ts';
import { Exactly, Instant, iso } from '../shapes.ts';

const Effect = Type.Enum(['stored', 'withheld', 'refused']);
const Version = Type.String({ description: 'The beginning of its hash; `before` for what was counted without one' });

const Look = Exactly({
  at: Instant('When it was counted'),
  received: Exactly({ events: Type.Integer(), fields: Type.Integer() }),
  counts: Type.Array(
    Exactly({
      unit: Type.Enum(['events', 'fields']),
      effect: Effect,
      why: Type.String({ description: 'The clause; of what was refused, the reason' }),
      says: Type.String(),
      version: Version,
      n: Type.Integer(),
    }),
  ),
  kept: Type.Array(Exactly({ category: Type.String(), version: Version, n: Type.Integer() }), {
    description: 'How often something of a category was kept',
  }),
  categories: Type.Array(
    Exactly({
      category: Type.String(),
      says: Type.String(),
      functional: Type.Boolean(),
      fields: Type.Array(
        Exactly({
          field: Type.String(),
          says: Type.String(),
          isNew: Type.Boolean({ description: 'The version before did not collect it' }),
        }),
      ),
    }),
    { description: 'What the statement in force collects' },
  ),
  stops: Type.Array(Exactly({ data: Type.String(), since: Instant('Since when it is stopped') })),
  versions: Type.Array(Exactly({ version: Version, id: Type.String(), dated: Type.String() }), {
    description: 'Those that were in force, newest first',
  }),
  soon: Type.Array(
    Exactly({ category: Type.String(), next: Type.String({ description: 'A day' }), n: Type.Integer() }),
    { description: 'Of what goes within a month: when the next of it goes, and how much is held' },
  ),
});

/** What is collected, as it is: exact sums from the books, and the switch that stops a part of it at once. */
export function staffCollectionRoutes(app: App, { people, gate, records, countsByVersion, clock }: World): void {
  const tags = ['staff'];

  app.get(
    '/v1/staff/collection',
    {
      config: { access: 'staff', may: 'collection.see' },
      schema: {
        summary: 'What became of all that ever arrived, by clause, reason, category and version',
        description:
          'Exact at the moment `at`: rates are the difference of two looks. See `GET /v1/staff/collection/stream`.',
        tags,
        response: { 200: Look },
      },
    },
    look,
  );

  async function look() {
    const at = iso(clock());
    const { statement } = gate.compiled;
    const published = (await records.publishedUntil(gate.hash)).reverse();
    const before = published[1] && statementIn(published[1]);
    const [counts, stops, soon] = await Promise.all([countsByVersion(), records.stops.read(), goesSoon()]);
    return {
      at,
      received: { events: counts['events received'] ?? 0, fields: counts['fields received'] ?? 0 },
      counts: Object.entries(counts).flatMap(([name, n]) => {
        const [unit, effect, why, version = 'before'] = name.split(' ');
        if ((unit !== 'events' && unit !== 'fields') || why === undefined) return [];
        const says = effect === 'refused' ? why.replaceAll('-', ' ') : clauseWords(gate.heritage, why);
        return [{ unit, effect: effect as 'stored' | 'withheld' | 'refused', why, says, version, n } as const];
      }),
      kept: Object.entries(counts).flatMap(([name, n]) => {
        const [unit, category = '', version = 'before'] = name.split(' ');
        return unit === 'kept' ? [{ category, version, n }] : [];
      }),
      categories: collectedTold(statement, before),
      stops: stops.all.map(({ data, since }) => ({ data, since: iso(since) })),
      versions: published.map(({ hash, id, dated }) => ({ version: shortHash(hash), id, dated })),
      soon,
    };
  }

  const streams = streamCollection(app, { gate, people }, look);
  app.get(
    '/v1/staff/collection/stream',
    {
      exposeHeadRoute: false,
      config: { access: 'staff', may: 'collection.see' },
      schema: {
        summary: 'The same, each time it has changed',
        description:
          'Server-sent events named `look`, within two seconds. A comment every 15 s says that the stream is alive. It ends with the ' +
          'session, and is no use of it.',
        tags,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      reply.hijack();
      await streams.open(reply.raw, cookieOf(request, STAFF_COOKIE), staffIn(request));
    },
  );

  const MONTH = 30 * 24 * 60 * 60_000;
  /** It looks at every row, and pages ask often: one look is good for a minute. */
  let looked: { readonly at: number; readonly soon: { category: string; next: string; n: number }[] } | undefined;
  async function goesSoon() {
    if (looked === undefined || Math.abs(clock() - looked.at) > 60_000) {
      const until = iso(clock() + MONTH).slice(0, 10);
      const held = (await records.upcoming()).filter(({ next }) => next !== 'open' && next <= until);
      looked = { at: clock(), soon: held.map(({ category, next, n }) => ({ category, next, n })) };
    }
    return looked.soon;
  }

  app.put(
    '/v1/staff/collection/stops/:data',
    {
      config: { access: 'staff', may: 'collection.stop' },
      schema: {
        summary: 'Stop a category, or one field of one, or let it go on',
        description:
          'When it is answered nothing of it is stored any more, in whichever process; connected products are told, and what they send is refused as `stopped`.',
        tags,
        params: Exactly({
          data: Type.String({
            maxLength: 200,
            description: '`activity`, `activity.track`',
            examples: ['activity.track'],
          }),
        }),
        body: Exactly({ state: Type.Enum(['stopped', 'on']) }),
        response: { 200: Exactly({ changed: Type.Boolean({ description: 'Whether it stood otherwise before' }) }) },
      },
    },
    async (request) => {
      const { params, body } = request;
      const set = await gate.stop({ data: params.data, state: body.state, actor: staffIn(request).actor });
      if (set.kind === 'undeclared') throw new Problem('unknown-category');
      return { changed: set.changed };
    },
  );
}
