import { Type } from 'typebox';
import { staffIn } from '../../access.ts';
import type { App } from '../../http.ts';
import { Problem } from '../../problems.ts';
import type { World } from '../../world.ts';
import { refusal } from '../outcome.ts';
import { Exactly, Given, Instant, iso } from '../shapes.ts';

const Values = Type.Record(Type.String(), Type.Unknown(), { description: 'Field → value' });

/** Opening data of a person: for a purpose and a case, on record, and seen by whom it is about. */
export function staffPeopleRoutes(app: App, { people, gate }: World): void {
  const tags = ['staff'];

  app.get(
    '/v1/staff/purposes',
    {
      config: { access: 'staff', may: 'people.open' },
      schema: {
        summary: 'What people who work here may open data for, and what each purpose sees',
        tags,
        response: {
          200: Exactly({
            purposes: Type.Array(
              Exactly({
                purpose: Type.String(),
                says: Type.String(),
                data: Type.Array(Exactly({ data: Type.String(), says: Type.String() })),
              }),
            ),
          }),
        },
      },
    },
    async () => {
      const { use, words } = gate.compiled.statement;
      const purposes = Object.entries(use).flatMap(([purpose, { data }]) => {
        const declared = words.purposes[purpose];
        if (declared?.byStaff !== true) return [];
        const named = data.map((path) => {
          const [category = '', field] = path.split('.');
          const kind = words.data[category];
          return { data: path, says: (field === undefined ? kind?.says : kind?.fields[field]?.says) ?? path };
        });
        return [{ purpose, says: declared.says, data: named }];
      });
      return { purposes };
    },
  );

  app.post(
    '/v1/staff/openings',
    {
      config: { access: 'staff', may: 'people.open' },
      schema: {
        summary: 'Open data of a person, and of their households',
        description:
          'For a purpose that the statement has people open data for, and for a case. The person sees who, when and why.',
        tags,
        body: Exactly({
          account: Given('An address on file, or the id of a system', 254),
          purpose: Given('See `GET /v1/staff/purposes`', 100),
          because: Type.String({
            // A case has a number; what somebody wrote stays in the case.
            pattern: '^[A-Za-z0-9][A-Za-z0-9 #./_-]{1,59}$',
            description: 'The case, by its number',
            examples: ['case 4711'],
          }),
          data: Type.Array(Given('A category, or a field of one', 200), { minItems: 1, maxItems: 50 }),
        }),
        response: {
          200: Exactly({
            clause: Type.String({ description: 'The clause that allows it' }),
            seen: Type.Array(
              Exactly({
                of: Type.Enum(['person', 'household']),
                current: Type.Array(Exactly({ category: Type.String(), product: Type.String(), data: Values })),
                items: Type.Array(
                  Exactly({
                    category: Type.String(),
                    product: Type.String(),
                    event: Type.String(),
                    at: Instant('When it happened'),
                    data: Values,
                  }),
                  { description: 'The newest of what happened' },
                ),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const opened = await people.openPerson(request.body, staffIn(request).actor);
      if (opened.kind === 'undeclared') throw new Problem('not-accepted', { detail: '`purpose` or `data`' });
      if (opened.kind !== 'opened') throw refusal(opened);
      return {
        clause: opened.clause,
        seen: opened.seen.map(({ of, facts, items }) => ({
          of,
          current: Object.entries(facts).flatMap(([category, products]) =>
            Object.entries(products).map(([product, data]) => ({ category, product, data })),
          ),
          items: items.map(({ category, product, event, at, data }) => ({
            category,
            product,
            event,
            at: iso(at),
            data,
          })),
        })),
      };
    },
  );
}
