/** Anyone reads what is promised, without an account, and finds every rule. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbox } from '../../src/people/mail/carrier.ts';
import { createHttp } from '../../src/server/http.ts';
import { openWorld, type Running } from '../../src/server/world.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { type FreshClusters, freshClusters } from '../../src/testing/database.ts';
import { stillClock } from '../../src/testing/gate.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { ledgerKeyInFile } from '../../src/vault/ledger-key.ts';
import { wording } from '../../src/wording/words.ts';
import { faq } from '../../statements/sonos-2017-08/faq.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';

const clock = stillClock();
let clusters: FreshClusters;
let folder: string;
let html: string;
let statement: Statement;

beforeAll(async () => {
  clusters = await freshClusters();
  folder = mkdtempSync(join(tmpdir(), 'sotto-reading-'));
  await serving({ statement: reference, wording: words }, async (get) => {
    html = (await get('/statement')).text;
    statement = JSON.parse((await get('/v1/statement')).text).statement;
  });
});
afterAll(async () => {
  await clusters.stop();
  rmSync(folder, { recursive: true });
});

type Get = (path: string) => Promise<{ readonly status: number; readonly text: string }>;

/** A service of this statement on the databases of this file, for as long as the reading takes. */
async function serving(running: Running, read: (get: Get) => Promise<void>): Promise<void> {
  const world = await openWorld(running, {
    vault: clusters.vault,
    keyring: clusters.keyring,
    epochKeys: epochKeysInFile(join(folder, 'epoch.key')),
    ledgerKey: ledgerKeyInFile(join(folder, 'ledger.key')),
    clock,
    origin: () => 'https://account.example',
    carrier: createOutbox(),
  });
  const http = await createHttp(world, { logLevel: 'silent' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  try {
    await read(async (path) => {
      const { port } = http.server.address() as AddressInfo;
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'text/html' } });
      return { status: response.status, text: await response.text() };
    });
  } finally {
    await http.close();
    await world.close();
  }
}

/** The element with this id, tags and all. */
function element(page: string, id: string): string {
  const start = new RegExp(
    `<(\\w+)[^>]* id="${id.replaceAll('.', '\\.')}"|<(\\w+) id="${id.replaceAll('.', '\\.')}"`,
  ).exec(page);
  if (start === null) throw new Error(`nothing has the id ${id}`);
  const tag = start[1] ?? start[2]!;
  let depth = 0;
  for (const match of page.slice(start.index).matchAll(new RegExp(`<(/?)${tag}\\b`, 'g'))) {
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return page.slice(start.index, start.index + match.index);
  }
  throw new Error(`${id} does not end`);
}
/** What a reader sees of it. */
const shown = (piece: string) =>
  piece
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .toLowerCase();
const categoryOf = (path: string) => path.split('.')[0]!;
const bare = (field: string) => field.replace(/\?$/, '');

describe('of every kind of datum', () => {
  it('one sees what it is, when and where it arises, why, and who may get it', () => {
    keeps('principle.transparent');
    const { words: vocabulary } = statement;
    const says = (table: { readonly [name: string]: { readonly says: string } }, name: string) =>
      table[name]!.says.toLowerCase();
    const kinds = Object.entries(vocabulary.data);
    expect(kinds.length).toBeGreaterThan(20);
    for (const [category, { fields }] of kinds) {
      const told = shown(element(html, `data.${category}`));
      for (const field of Object.keys(fields)) expect(told, `${category}.${field}`).toContain(says(fields, field));
      for (const clause of Object.values(statement.collect)) {
        if (!(category in clause.takes)) continue;
        expect(told).toContain(clause.says.toLowerCase());
        for (const touchpoint of clause.at) expect(told).toContain(says(vocabulary.touchpoints, touchpoint));
      }
      for (const [purpose, { data }] of Object.entries(statement.use)) {
        if (data.some((path) => categoryOf(path) === category)) {
          expect(told, `${category} for ${purpose}`).toContain(says(vocabulary.purposes, purpose));
        }
      }
      const shares = Object.values(statement.share).filter(({ sends }) =>
        sends.some((path) => categoryOf(path) === category),
      );
      for (const recipient of shares.flatMap(({ to }) => to)) {
        expect(told, `${category} to ${recipient}`).toContain(says(vocabulary.recipients, recipient));
      }
      if (shares.length === 0) expect(told).toContain('nobody');
    }
  });

  it('one sees which part of it goes further than the rest', () => {
    keeps('principle.transparent');
    const rowWith = (category: string, says: string) => {
      const rows = element(html, `data.${category}`).split('<tr').map(shown);
      return rows.filter((row) => row.includes(says));
    };
    expect(rowWith('account', 'your postal code').join()).not.toContain('the company that sends our newsletters');
    expect(rowWith('account', 'your email address').join()).toContain('the company that sends our newsletters');
  });
});

describe('the five situations', () => {
  it('are told as what is collected and why, in short, with every occasion on demand', () => {
    keeps('principle.layered');
    const order = [...html.matchAll(/<section id="situation\.(\w+)"/g)].map(([, name]) => name);
    expect(order).toEqual(['learning', 'buying', 'registering', 'using', 'help']);
    for (const [name, { says }] of Object.entries(statement.words.situations)) {
      const section = element(html, `situation.${name}`);
      expect(shown(section)).toContain(says.toLowerCase());
      for (const half of ['collected', 'why']) {
        const short = shown(element(section, `situation.${name}.${half}`));
        expect(short.length).toBeGreaterThan(80);
        expect(short.length).toBeLessThan(1200);
      }
      const [short = '', detail = ''] = section.split(/<details>/);
      for (const [event, clause] of Object.entries(statement.collect)) {
        if (clause.in !== name) continue;
        expect(detail).toContain(`id="collect.${event}"`);
        expect(short).not.toContain(`id="collect.${event}"`);
        for (const field of Object.entries(clause.takes).flatMap(([category, fields]) =>
          fields.map((one) => statement.words.data[category]!.fields[bare(one)]!.says),
        )) {
          expect(shown(detail)).toContain(field.toLowerCase());
        }
      }
    }
    expect(html).not.toMatch(/<details[^>]* open/);
  });
});

describe('the common questions', () => {
  const TOPICS: readonly (readonly [topic: string, question: RegExp, leadsTo: RegExp])[] = [
    ['what is collected', /know about/, /#data\./],
    ['why', /why do you need/, /#(use|commitments|data|functional)/],
    ['what it is used for', /used for/, /#use\./],
    ['how it helps', /better/, /#/],
    ['whether registering is needed', /register/, /#|registration/],
    ['how to opt out', /say no/, /#choices\.usage-data/],
    ['how to delete, and what follows', /deleted/, /#requests|stop/],
    ['what goes to music services', /music service/, /#(share|data|choices)/],
    ['card data', /card/, /#(data\.payment|recipient\.card)/],
    ['what goes to voice partners', /speak/, /#/],
    ['what goes to control partners', /home automation/, /#/],
    ['how long it is kept', /how long/, /#keep\./],
    ['how it is secured', /safe/, /encrypted/],
    ['cookies', /cookies/, /#cookies|cookie/],
    ['advertising', /advertise/, /#/],
    ['children', /children/, /sixteen|16/],
    ['contact', /whom/, /@/],
  ];

  it('have answers that lead to the rules', () => {
    keeps('faq');
    const section = element(html, 'faq');
    const entries = section
      .split('<details')
      .slice(1)
      .map((entry) => {
        const [question = '', answer = ''] = entry.split('</summary>');
        return { question: shown(question), answer };
      });
    for (const [topic, question, leadsTo] of TOPICS) {
      const found = entries.filter((entry) => question.test(entry.question));
      expect(found, topic).not.toHaveLength(0);
      expect(found.map(({ answer }) => answer).join(), topic).toMatch(leadsTo);
    }
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, anchor] of section.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(anchor);
  });

  it('are answered by the rules: where a rule is another, so is the answer', async () => {
    keeps('faq');
    expect(shown(element(html, 'faq'))).toMatch(/what you play .{1,80} until 13 months after/);
    const keep = { ...reference.keep, activity: { ...reference.keep.activity, for: '5 months' } };
    // Sound: it differs in the length of one span, which its type alone can tell.
    const shorter = { ...reference, keep } as unknown as typeof reference;
    const silent = { collected: [], why: [] };
    const situations = { learning: silent, buying: silent, registering: silent, using: silent, help: silent };
    const answered = wording(shorter, (slots) => ({ intro: [], situations, faq: faq(slots) }));
    await serving({ statement: shorter, wording: answered }, async (get) => {
      expect(shown(element((await get('/statement')).text, 'faq'))).toMatch(
        /what you play .{1,80} until 5 months after/,
      );
    });
  });
});

describe('whom to reach', () => {
  it('is said of the company, its European representative and its data protection officer', () => {
    keeps('contact.company');
    const section = shown(element(html, 'contacts'));
    for (const name of ['controller', 'representative', 'data-protection-officer']) {
      const contact = statement.contacts[name]!;
      for (const told of [contact.name, contact.address, contact.email]) {
        expect(told).toBeTruthy();
        expect(section).toContain(told!.toLowerCase());
      }
    }
    expect(section).toMatch(/european economic area/);
  });
});

describe('every version', () => {
  // Sound: it differs in the length of one span, which its type alone can tell.
  const keep = { ...reference.keep, activity: { ...reference.keep.activity, for: '4 months' } };
  const later = { ...reference, keep, id: 'sonos-2018-04', dated: '2018-04-25' } as unknown as Statement;

  it('carries its date, and stays readable when another is in force', async () => {
    keeps('changes.dated');
    expect(html).toMatch(/Dated <time datetime="2017-08-01">/);
    clock.now += 86_400_000;
    await serving({ statement: later, wording: words }, async (get) => {
      expect((await get('/statement')).text).toMatch(/Dated <time datetime="2018-04-25">/);
      const { versions } = JSON.parse((await get('/v1/statement/versions')).text) as {
        versions: { hash: string; dated: string; published: string; until?: string; isInForce: boolean }[];
      };
      expect(versions.filter(({ isInForce }) => isInForce).map(({ dated }) => dated)).toEqual(['2018-04-25']);
      expect(versions[0]!.dated).toBe('2017-08-01');
      expect(versions.map(({ until }) => until)).toEqual([...versions.slice(1).map((one) => one.published), undefined]);
      for (const { hash, dated } of versions) {
        const one = await get(`/v1/statement/versions/${hash}`);
        expect(one.status).toBe(200);
        expect(JSON.parse(one.text).statement.dated).toBe(dated);
      }
      const first = JSON.parse((await get(`/v1/statement/versions/${versions[0]!.hash}`)).text);
      expect(first.statement).toEqual(statement);
    });
  });

  it('is a page of its own, in the words of its time, and leads to the one in force', async () => {
    keeps('changes.dated');
    await serving({ statement: later, wording: words }, async (get) => {
      const list = (await get('/statement/versions')).text;
      const addresses = [...list.matchAll(/href="(\/statement\/versions\/[0-9a-f]{64})"/g)].map(([, path]) => path!);
      expect(addresses.length).toBeGreaterThanOrEqual(2);
      const [newest, oldest] = [(await get(addresses[0]!)).text, (await get(addresses.at(-1)!)).text];
      expect(newest).toContain('This is the version in force.');
      expect(oldest).toMatch(/This version is not in force any more: it was from 1 March 2027 until/);
      expect(element(oldest, 'content')).toBe(element(html, 'content'));
      expect(oldest).not.toMatch(/<script|https?:\/\/[^"]*\.(?:js|css)/);
      expect((await get(`/statement/versions/${'0'.repeat(64)}`)).status).toBe(404);
      expect((await get('/statement')).text).toContain('href="/statement/versions"');
    });
  });

  it('tells what it changes for people, what matters apart', { timeout: 60_000 }, async () => {
    await serving({ statement: later, wording: words }, async (get) => {
      const list = (await get('/statement/versions')).text;
      const [last] = [...list.matchAll(/href="(\/statement\/changes[^"]*)"/g)].map(([, path]) =>
        path!.replace('&amp;', '&'),
      );
      const page = (await get(last!)).text;
      expect(shown(element(page, 'others'))).toMatch(/before: .*months after.*after: 4 months after/s);
      expect(shown(element(page, 'material'))).toContain('nothing.');
      const { changes } = JSON.parse((await get('/v1/statement/changes')).text);
      expect(changes).toMatchObject([{ clause: 'keep.activity', kind: 'stronger', material: false }]);
      expect((await get(`/statement/changes?from=${'0'.repeat(64)}`)).status).toBe(404);
    });
  });
});
