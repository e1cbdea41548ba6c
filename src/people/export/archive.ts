/** The archive of an export: a ZIP that is made while it is read, and is nowhere but on its way. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { SubjectId } from '../../gate/gate.ts';
import type { OwnItem } from '../own-data.ts';
import type { PeopleParts } from '../parts.ts';
import { isFresh, type Person } from '../session.ts';
import { digestOf, isToken } from '../token.ts';
import { answersFor, glossaryOf, schemaOf } from './answers.ts';
import { exportOf } from './export.ts';
import { giveWay } from './give-way.ts';
import { type Holdings, openHoldings } from './holdings.ts';
import { listenedIn, listenOf } from './listens.ts';
import { aboutPage, categoryPage, indexPage, MOST_SHOWN } from './pages.ts';

export type Archive =
  | { readonly kind: 'archive'; readonly stream: NodeJS.ReadableStream }
  | { readonly kind: 'not-found' }
  /** Not without having signed in a moment ago: whoever finds a session open takes nothing along. */
  | { readonly kind: 'sign-in-again' };

/** Events between two notes of how far it is. */
const NOTED_EVERY = 5000;
/** Characters that are handed on at once. */
const CHUNK = 64 * 1024;

export async function archiveOf(parts: PeopleParts, person: Person, id: string): Promise<Archive> {
  const { subject } = person;
  const found = await exportOf(parts, subject, id);
  if (found?.state !== 'ready') return { kind: 'not-found' };
  if (!(await isFresh(parts, person))) return { kind: 'sign-in-again' };
  return packed(parts, subject, id);
}

/** The same by a link that was mailed, once: for somebody who may have no account. */
export async function archiveByLink(parts: PeopleParts, link: string): Promise<Archive> {
  if (!isToken('link', link)) return { kind: 'not-found' };
  const spent = await parts.registry.requests.spend(digestOf(link), 'archive');
  // Sound: links are made for subjects.
  const subject = spent?.subject as SubjectId | undefined;
  if (spent === undefined || subject === undefined) return { kind: 'not-found' };
  const found = await exportOf(parts, subject, spent.request);
  return found?.state === 'ready' ? packed(parts, subject, spent.request) : { kind: 'not-found' };
}

async function packed(parts: PeopleParts, subject: SubjectId, id: string): Promise<Archive> {
  const holdings = await openHoldings(parts, subject);
  let written = 0;
  const note = (isDone: boolean) => parts.registry.exports.note(subject, id, written, isDone);
  const count = async () => {
    written += 1;
    if (written % NOTED_EVERY === 0) await note(false);
  };

  const zip = new ZipFile();
  const mtime = new Date(parts.clock());
  // Each file is begun when the one before it has been read: a hundred open readers would hold a hundred pages.
  for (const [path, pieces] of filesOf(parts, holdings, count)) {
    zip.addReadStreamLazy(path, { mtime }, (go) => go(null, Readable.from(inChunks(pieces()), { objectMode: false })));
  }
  zip.end();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  out.once('end', () => void note(true).catch(() => {}));
  return { kind: 'archive', stream: out };
}

type Pieces = () => AsyncGenerator<string, void, void>;

function* filesOf(
  parts: PeopleParts,
  holdings: Holdings,
  count: () => Promise<void>,
): Generator<readonly [path: string, pieces: Pieces]> {
  const { heritage, clock } = parts;
  const { categories } = holdings;
  const answers = answersFor(parts, holdings, new Date(clock()).toISOString());
  yield ['index.html', whole(indexPage(answers))];
  yield ['about.html', whole(aboutPage(answers))];
  yield ['about.json', whole(pretty(answers))];
  yield ['glossary.json', whole(pretty(glossaryOf(heritage)))];
  yield ['schema.json', whole(pretty(schemaOf(heritage, categories)))];
  for (const category of categories) yield [`data/${category}.json`, () => dataFile(holdings, category, count)];
  for (const category of categories) {
    yield [`pages/${category}.html`, () => pageFile(holdings, category, heritage)];
  }
  const listened = listenedIn(heritage, categories);
  if (listened.length > 0) yield ['listening.jsonl', () => listening(holdings, listened)];
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const whole = (text: string): Pieces =>
  async function* () {
    yield text;
  };

async function* dataFile(holdings: Holdings, category: string, count: () => Promise<void>) {
  const current = holdings.current.filter((one) => one.category === category);
  yield `{"category":${JSON.stringify(category)},"current":${JSON.stringify(current)},"items":[`;
  let before = '\n';
  for await (const { category: _, ...item } of holdings.items(category)) {
    yield `${before}${JSON.stringify({ ...item, at: new Date(item.at).toISOString() })}`;
    before = ',\n';
    await count();
  }
  yield '\n]}\n';
}

async function* pageFile(
  holdings: Holdings,
  category: string,
  statement: PeopleParts['heritage'],
): AsyncGenerator<string, void, void> {
  const items: OwnItem[] = [];
  let isAll = true;
  for await (const item of holdings.items(category)) {
    isAll = items.length < MOST_SHOWN;
    if (!isAll) break;
    items.push(item);
  }
  const current = holdings.current.filter((one) => one.category === category);
  yield categoryPage(statement, { category, current, items, isAll });
}

async function* listening(holdings: Holdings, categories: readonly string[]) {
  for (const category of categories) {
    for await (const item of holdings.items(category)) {
      const listen = listenOf(item);
      if (listen !== undefined) yield `${JSON.stringify(listen)}\n`;
    }
  }
}

/** Bytes in pieces of some size: a stream for every line would be most of the work. */
async function* inChunks(pieces: AsyncGenerator<string, void, void>): AsyncGenerator<Buffer, void, void> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
    await giveWay();
  }
  if (text !== '') yield Buffer.from(text);
}
