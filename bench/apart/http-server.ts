/**
 * One server of the comparison over HTTP, in a process of its own: `fork('apart/http-server.ts', ['sotto' | 'plain'])`. Says where
 * it listens, then answers every message with the CPU time that it has used, in microseconds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { createOutbox } from '../../src/people/mail/carrier.ts';
import { createHttp } from '../../src/server/http.ts';
import { openWorld } from '../../src/server/world.ts';
import { splitTaken } from '../../src/statement/clause.ts';
import { openClusters } from '../../src/vault/cluster/clusters.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { ledgerKeyInFile } from '../../src/vault/ledger-key.ts';
import { fieldSchema, type Schema } from '../../src/wording/json-schema.ts';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';

interface Server {
  readonly port: number;
  close(): Promise<void>;
}

const portOf = ({ server }: { server: { address(): unknown } }) => (server.address() as AddressInfo).port;

/** The whole service on durable clusters. */
async function sotto(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-bench-'));
  const clusters = await openClusters(folder);
  const world = await openWorld(
    { statement, wording: words },
    {
      vault: clusters.vault.connection,
      keyring: clusters.keyring.connection,
      epochKeys: epochKeysInFile(join(folder, 'epoch.key')),
      ledgerKey: ledgerKeyInFile(join(folder, 'ledger.key')),
      clock: Date.now,
      origin: () => 'http://bench.example',
      carrier: createOutbox(),
    },
  );
  const http = await createHttp(world, { logLevel: 'warn' });
  await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    port: portOf(http),
    async close() {
      await http.close();
      await world.close();
      await clusters.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Checks the same batches against the same field types, counts them, and forgets them. */
async function plain(): Promise<Server> {
  const app = fastify({
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, discriminator: true, strictTypes: false } },
  });
  const events = { type: 'array', items: eventSchema(), maxItems: 2000 };
  const body = { type: 'object', required: ['batch', 'events'], properties: { batch: { type: 'string' }, events } };
  app.post<{ Body: { events: unknown[] } }>('/v1/collect', { schema: { body } }, async (request) => ({
    received: request.body.events.length,
  }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: portOf(app), close: () => app.close() };
}

/** An event of a player as it is sent: its name, its time, and the fields that the statement takes, of their types. */
function eventSchema(): Schema {
  const sent = Object.entries(statement.collect).filter(([, { at }]) => (at as readonly string[]).includes('product'));
  return {
    type: 'object',
    discriminator: { propertyName: 'event' },
    required: ['event', 'at', 'data'],
    oneOf: sent.map(([name, { takes }]) => ({
      properties: { event: { const: name }, at: { type: 'string', format: 'date-time' }, data: dataSchema(takes) },
    })),
  };
}

function dataSchema(takes: { readonly [category: string]: readonly string[] }): Schema {
  const taken = Object.entries(takes).flatMap(([category, fields]) =>
    fields.map((one) => ({ category, ...splitTaken(one) })),
  );
  const type = (category: string, field: string) =>
    withoutUnits(fieldSchema(statement.words.data[category]!.fields[field]!));
  return {
    type: 'object',
    additionalProperties: false,
    required: taken.flatMap(({ field, demanded }) => (demanded ? [field] : [])),
    properties: Object.fromEntries(taken.map(({ category, field }) => [field, type(category, field)])),
  };
}

/** The peer knows no such word. */
const withoutUnits = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema, (key, value) => (key === 'x-unit' ? undefined : value)));

const server = process.argv[2] === 'sotto' ? await sotto() : await plain();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on('disconnect', async () => {
  await server.close();
  process.exit();
});
process.send?.(server.port);
