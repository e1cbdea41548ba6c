import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { Type } from 'typebox';
import type { Block, Page } from '../../wording/document.ts';
import { find } from '../../wording/find.ts';
import { html } from '../../wording/html.ts';
import { markdown } from '../../wording/markdown.ts';
import { page } from '../../wording/page.ts';
import { aboutReading } from '../../wording/reading.ts';
import {
  aboutComing,
  aboutNotYet,
  aboutVersion,
  aboutWithdrawn,
  changesPage,
  comparing,
  versionsPage,
} from '../../wording/versions-page.ts';
import type { App } from '../http.ts';
import { namesEtag } from '../none-match.ts';
import { pagePolicy } from '../page-policy.ts';
import { Problem } from '../problems.ts';
import { type AnnouncedVersion, announcedVersion, findVersion, type Version, versions } from '../versions.ts';
import type { World } from '../world.ts';
import { Between, betweenOf } from './between.ts';
import { Exactly } from './shapes.ts';

interface Rendered {
  readonly type: string;
  readonly text: string;
  readonly etag: string;
}

// The search goes to us.
const policy = pagePolicy({ forms: "'self'" });
const produces = ['text/html', 'text/markdown'];
const either = 'HTML, or Markdown where `Accept` prefers `text/markdown`.';

/** The statement and its versions as people read them. */
export function statementPageRoute(app: App, world: World): void {
  const { gate, database } = world;
  const tags = ['statement'];
  const config = { access: 'anyone' } as const;
  const known = new LRUCache<string, readonly Rendered[]>({ max: 20 });

  /** In both forms, made once. */
  async function rendered(key: string, make: () => Promise<Page>): Promise<readonly Rendered[]> {
    const found = known.get(key) ?? bothOf(await make());
    known.set(key, found);
    return found;
  }

  function send(request: FastifyRequest, reply: FastifyReply, [asHtml, asMarkdown]: readonly Rendered[]) {
    const { type, text, etag } = prefersMarkdown(request.headers.accept ?? '') ? asMarkdown! : asHtml!;
    reply.headers({ etag, vary: 'Accept', 'cache-control': 'public, no-cache', 'content-security-policy': policy });
    if (namesEtag(request.headers['if-none-match'], etag)) return reply.status(304).send();
    return reply.type(type).send(text);
  }

  // The address that people type, and what browsers then ask for.
  app.get('/', { config, schema: { hide: true } }, async (_request, reply) => reply.redirect('/statement'));
  app.get('/favicon.ico', { config, schema: { hide: true } }, async (_request, reply) => reply.status(204).send());

  async function versionPage(hash: string): Promise<Page> {
    const [version, all, coming] = await Promise.all([
      findVersion(database, hash),
      versions(database),
      announcedVersion(database),
    ]);
    if (version === undefined) throw new Problem('not-found');
    const told = page(version.statement, version.wording);
    return { ...told, intro: [...above(hash, all, coming), ...told.intro] };
  }
  // What stands above a version depends on which is in force, and on what is to come.
  async function sendVersion(request: FastifyRequest, reply: FastifyReply, hash: string) {
    const coming = await announcedVersion(database);
    return send(request, reply, await rendered(keyOf(hash, coming).join(' '), () => versionPage(hash)));
  }
  const keyOf = (hash: string, coming: AnnouncedVersion | undefined) => [
    hash,
    gate.hash,
    coming?.hash,
    coming?.takesEffect,
  ];

  app.get(
    '/statement',
    {
      config,
      schema: {
        summary: 'The statement as people read it',
        description: `${either} With \`q\`, where it speaks of something stands above.`,
        tags,
        produces,
        querystring: Exactly({
          q: Type.Optional(Type.String({ maxLength: 100, description: 'What to look for' })),
        }),
      },
    },
    async (request, reply) => {
      const { q = '' } = request.query;
      const coming = await announcedVersion(database);
      const make = async () => {
        const told = await versionPage(gate.hash);
        return { ...told, intro: [...told.intro, ...aboutReading(q, find(told, q))] };
      };
      if (q.trim() !== '') return send(request, reply, bothOf(await make()));
      return send(request, reply, await rendered(['read', ...keyOf(gate.hash, coming)].join(' '), make));
    },
  );

  app.get(
    '/statement/versions',
    { config, schema: { summary: 'Every version there was, to read', description: either, tags, produces } },
    async (request, reply) => {
      const { statement } = gate.compiled;
      const [all, coming] = [await versions(database), await announcedVersion(database)];
      return send(request, reply, bothOf(versionsPage(statement, all, coming)));
    },
  );

  app.get(
    '/statement/versions/:hash',
    {
      config,
      schema: {
        summary: 'One version as people read it',
        description: either,
        tags,
        produces,
        params: Exactly({ hash: Type.String({ maxLength: 64 }) }),
      },
    },
    async (request, reply) => sendVersion(request, reply, request.params.hash),
  );

  app.get(
    '/statement/changes',
    {
      config,
      schema: {
        summary: 'What changes from one version to another, to read',
        description: either,
        tags,
        produces,
        querystring: Between,
      },
    },
    async (request, reply) => {
      const [before, after] = await betweenOf(database, request.query);
      const [all, coming] = [await versions(database), await announcedVersion(database)];
      const others = comparing(all, coming, [before.hash, after.hash]);
      const page = async () =>
        changesPage(before.statement, after.statement, await gate.difference(before, after), others);
      return send(request, reply, await rendered(['from', before.hash, ...keyOf(after.hash, coming)].join(' '), page));
    },
  );
}

function above(hash: string, all: readonly Version[], coming: AnnouncedVersion | undefined): readonly Block[] {
  const listed = all.find((one) => one.hash === hash);
  if (listed !== undefined) {
    const isNews = listed.isInForce && coming !== undefined;
    return [...(isNews ? [aboutComing(coming)] : []), aboutVersion(listed, all.at(-1)!.hash)];
  }
  return [coming?.hash === hash ? aboutNotYet(coming) : aboutWithdrawn()];
}

const bothOf = (page: Page): readonly Rendered[] => [
  withEtag('text/html; charset=utf-8', html(page)),
  withEtag('text/markdown; charset=utf-8', markdown(page)),
];

const withEtag = (type: string, text: string): Rendered => ({
  type,
  text,
  etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 32)}"`,
});

/** Whether Markdown is asked for, and asked for more than HTML. */
function prefersMarkdown(accept: string): boolean {
  const weight = (type: string) => {
    const found = accept.split(',').find((range) => range.trim().toLowerCase().startsWith(type));
    return found === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(found)?.[1] ?? 1);
  };
  return weight('text/markdown') > weight('text/html');
}
