import { Type } from 'typebox';
import { instantOf } from '../../../decide/instant.ts';
import type { SubjectId } from '../../../gate/gate.ts';
import { splitPath } from '../../../statement/clause.ts';
import { type Affected, type AffectedBy, isTable, TABLES, type Table } from '../../../vault/affected.ts';
import { dataWords } from '../../../wording/phrase.ts';
import { staffIn } from '../../access.ts';
import type { App } from '../../http.ts';
import { Problem } from '../../problems.ts';
import type { World } from '../../world.ts';
import { Exactly, Given, Instant, iso } from '../shapes.ts';

const HOUR = 60 * 60_000;
/** GDPR article 33(1): the authority is told within so long of becoming aware. */
const CLOCK = 72 * HOUR;

const KEYS = {
  epoch: { says: 'the epoch key: it opens the keyring, and with it everything in the vault', opensAll: true },
  keyring: { says: 'the keyring, without the epoch key: wrapped keys, and keyed hashes of addresses', opensAll: true },
  ledger: { says: 'the key of the ledger: with it another past could be signed; it opens no data', opensAll: false },
} as const;
const isKey = (name: string): name is keyof typeof KEYS => Object.hasOwn(KEYS, name);

/** A drill for a bad day: whom it would concern if a key, a table or a recipient's copy got into wrong hands. */
export function staffBreachRoutes(app: App, { gate, records, clock }: World): void {
  const tags = ['staff'];
  const WHOSE = {
    people: Type.Integer({ description: 'With those whose households it concerns' }),
    households: Type.Integer(),
    visitors: Type.Integer(),
  };
  const Choice = Type.Array(Exactly({ name: Type.String(), says: Type.String() }));

  app.get(
    '/v1/staff/breach',
    {
      config: { access: 'staff', may: 'breach.drill' },
      schema: {
        summary: 'What a drill can be about',
        tags,
        response: { 200: Exactly({ keys: Choice, tables: Choice, recipients: Choice }) },
      },
    },
    async () => {
      const listed = (all: { readonly [name: string]: { readonly says: string } }) =>
        Object.entries(all).map(([name, { says }]) => ({ name, says }));
      return {
        keys: listed(KEYS),
        tables: listed(TABLES),
        recipients: listed(gate.heritage.words.recipients),
      };
    },
  );

  app.post(
    '/v1/staff/breach',
    {
      config: { access: 'staff', may: 'breach.drill' },
      schema: {
        summary: 'Whom it concerns: this key, this table, this recipient, these hours',
        description:
          'Of a key or a table, whoever had something there by the end of the hours; of a recipient, whose data went there within them. ' +
          'Counted from what is still held; nothing is opened but the records of what was sent. What a vendor holds for us all the time is ' +
          'not sent piece by piece: `atMost` counts of whom there is anything that may go there. That somebody asked is in the ledger.',
        tags,
        body: Exactly({
          what: Type.Enum(['key', 'table', 'recipient']),
          name: Given(
            'Which: see `GET /v1/staff/breach`. One of many recipients by its name: `music-service/hummingbird`',
            100,
          ),
          from: Given('When it began, RFC 3339', 40),
          to: Given('When it was over, RFC 3339', 40),
          found: Given('When somebody here became aware of it, RFC 3339', 40),
        }),
        response: {
          200: Exactly({
            says: Type.String({ description: 'What was lost, in words' }),
            readable: Type.Boolean({ description: 'Whether whoever has it can read data by it alone' }),
            ...WHOSE,
            atMost: Type.Optional(Exactly(WHOSE)),
            categories: Type.Array(Exactly({ category: Type.String(), says: Type.String(), n: Type.Integer() })),
            tellBy: Instant('By when the authority is told: 72 hours after it was found'),
            at: Instant('Now'),
          }),
        },
      },
    },
    async (request) => {
      const { what, name } = request.body;
      const [from, to, found] = (['from', 'to', 'found'] as const).map((one) => {
        const at = instantOf(request.body[one]);
        if (!Number.isNaN(at)) return at;
        throw new Problem('malformed-request', { detail: `\`${one}\` is not an instant` });
      }) as [number, number, number];
      if (from > to) throw new Problem('malformed-request', { detail: '`from` is after `to`' });
      const lost = await lostBy(what, name, from, to);
      if (lost === undefined) throw new Problem('not-accepted', { detail: '`name`' });
      const { says, readable, by, sent, mayGo } = lost;
      const nobody: Affected = { people: 0, households: 0, visitors: 0, categories: {} };
      const [affected, most] = await Promise.all([
        by === undefined ? nobody : records.affected(by, to),
        mayGo && records.affected({ by: 'categories', categories: mayGo }, to),
      ]);
      const hours = { from: iso(from), to: iso(to) };
      const { people, households, visitors } = affected;
      await records.record({
        kind: 'breach-drill',
        detail: { what, name, ...hours, people, by: staffIn(request).actor },
      });
      return {
        ...{ says, readable, people, households, visitors },
        ...(most && { atMost: { people: most.people, households: most.households, visitors: most.visitors } }),
        categories: Object.entries(sent ?? affected.categories).map(([category, n]) => ({
          category,
          says: dataWords(gate.heritage, category),
          n,
        })),
        tellBy: iso(found + CLOCK),
        at: iso(clock()),
      };
    },
  );

  interface Lost {
    readonly says: string;
    readonly readable: boolean;
    readonly by: AffectedBy | undefined;
    readonly sent?: { readonly [category: string]: number };
    /** Of a recipient: the categories that the statement lets go there, or once did. */
    readonly mayGo?: readonly string[];
  }

  async function lostBy(
    what: 'key' | 'table' | 'recipient',
    name: string,
    from: number,
    to: number,
  ): Promise<Lost | undefined> {
    if (what === 'key') {
      if (!isKey(name)) return undefined;
      const { says, opensAll } = KEYS[name];
      return { says, readable: false, by: opensAll ? { by: 'everything' } : undefined };
    }
    if (what === 'table') {
      if (!isTable(name)) return undefined;
      const { says, sealed }: (typeof TABLES)[Table] = TABLES[name];
      return { says, readable: !sealed, by: { by: 'table', table: name } };
    }
    return lostAt(name, from, to);
  }

  /** `name` is a recipient, or one of many under it: `music-service/hummingbird`. */
  async function lostAt(name: string, from: number, to: number): Promise<Lost | undefined> {
    const { words, share } = gate.heritage;
    const [recipient = '', party, ...rest] = name.split('/');
    if (!Object.hasOwn(words.recipients, recipient) || party === '' || rest.length > 0) return undefined;
    const subjects: string[] = [];
    const sent: { [category: string]: number } = {};
    for (const subject of await records.livingSubjects()) {
      const { disclosed } = await gate.acts(subject as SubjectId);
      const own = disclosed.filter(
        (one) => (one.recipient === name || one.recipient.startsWith(`${name}/`)) && one.at >= from && one.at <= to,
      );
      if (own.length > 0) subjects.push(subject);
      for (const { categories } of own) for (const one of categories) sent[one] = (sent[one] ?? 0) + 1;
    }
    const shares = Object.values(share).filter(({ to }) => to.includes(recipient));
    const mayGo = [...new Set(shares.flatMap(({ sends }) => sends.map((path) => splitPath(path).category)))];
    const { says } = words.recipients[recipient]!;
    return { says, readable: true, by: { by: 'subjects', subjects }, sent, mayGo };
  }
}
