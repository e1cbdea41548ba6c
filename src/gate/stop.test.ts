/** Stopping the collection of a part at once, from everybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestGate, type TestGate } from '../testing/gate.ts';
import type { Collected, SubjectId } from './gate.ts';

let world: TestGate;
let other: TestGate;
beforeAll(async () => {
  world = await openTestGate();
  other = await world.another();
});
afterAll(async () => {
  await other.close();
  await world.close();
});

const privacy = 'staff:privacy/test' as const;
let batches = 0;

const playing = (track: string) => ({ event: 'playback', at: now(), data: { track, room: 'Attic' } });
const status = () => ({ event: 'system-status', at: now(), data: { softwareVersion: '79.1-51030' } });
const now = () => new Date(world.clock.now).toISOString();

async function collect(gate: TestGate, subject: SubjectId, events: readonly unknown[], isForm?: true) {
  batches += 1;
  const batch = { subject, product: 'p', touchpoint: 'product', id: `batch ${batches}`, events };
  return booksOf(await gate.gate.collect({ ...batch, facts: { registered: true }, ...(isForm && { isForm }) }));
}
function booksOf(collected: Collected) {
  if (collected.kind !== 'collected') throw new Error(collected.kind);
  return collected.books;
}
const stop = (data: string, gate = world) => gate.gate.stop({ data, state: 'stopped', actor: privacy });
const goOn = (data: string, gate = world) => gate.gate.stop({ data, state: 'on', actor: privacy });

describe('a category that is stopped', () => {
  test('is refused in every process from then on, and only that; it goes on as before', async () => {
    const ida = await world.newSubject('household');
    expect((await collect(other, ida, [playing('Before')])).stored).toHaveProperty(['collect.playback']);
    expect(await stop('activity')).toEqual({ kind: 'set', changed: true });
    expect(await stop('activity')).toEqual({ kind: 'set', changed: false });
    for (const gate of [world, other]) {
      const books = await collect(gate, ida, [playing('Stopped'), status()]);
      expect(books.refused).toEqual({ stopped: { events: 1, fields: 2 } });
      expect(Object.keys(books.stored)).toEqual(['collect.system-status']);
      const directive = await gate.gate.directive(ida, 'product', { registered: true });
      expect(directive?.events).not.toHaveProperty('playback');
      expect(directive?.withheld.playback).toBe('stopped');
      expect(directive?.events).toHaveProperty(['system-status']);
    }
    await goOn('activity', other);
    for (const gate of [world, other]) {
      expect((await collect(gate, ida, [playing('Again')])).stored).toHaveProperty(['collect.playback']);
      expect((await gate.gate.directive(ida, 'product', { registered: true }))?.events).toHaveProperty('playback');
    }
  });

  test('what a choice withholds it goes on to withhold', async () => {
    const jon = await world.newSubject('household');
    await world.gate.choose({ subject: jon, choice: 'usage-data', state: 'off', actor: 'self' });
    await stop('activity');
    const books = await collect(world, jon, [playing('Nobody’s')]);
    expect(books.withheld).toEqual({ 'choices.usage-data': { events: 1, fields: 2 } });
    await goOn('activity');
  });
});

describe('a field that is stopped', () => {
  test('is left out, and the rest of its event is kept', async () => {
    const kim = await world.newSubject('household');
    await stop('activity.track');
    const books = await collect(other, kim, [playing('Not this')]);
    expect(books.stored).toEqual({ 'collect.playback': { events: 1, fields: 1 } });
    expect(books.refused).toEqual({ stopped: { events: 0, fields: 1 } });
    const directive = await other.gate.directive(kim, 'product', { registered: true });
    expect(directive?.events.playback).toContain('room');
    expect(directive?.events.playback).not.toContain('track');
    const opened = await world.gate.open({ subject: kim, purpose: 'self', data: ['activity'], actor: 'self' });
    const items = opened?.effect === 'permitted' ? (await opened.history({})).items : [];
    expect(items.map(({ data }) => data)).toEqual([{ room: 'Attic' }]);
    await goOn('activity.track');
  });

  test('stops all of a form that has it: half of what somebody filled in is not what they sent', async () => {
    const lou = await world.newSubject('household');
    await stop('activity.track');
    expect(await collect(world, lou, [playing('Not this')], true)).toMatchObject({
      stored: {},
      refused: { stopped: { events: 1, fields: 2 } },
    });
    await goOn('activity.track');
  });
});

describe('stopping', () => {
  test('is for what the statement has, and for nothing else', async () => {
    for (const data of ['nonsense', 'activity.nonsense', 'constructor', '__proto__', 'activity.constructor', ''])
      expect(await stop(data)).toEqual({ kind: 'undeclared' });
    expect((await world.vault.stops.read()).all).toEqual([]);
  });

  test('each has a leaf, under the role that did it', async () => {
    await stop('noise');
    await goOn('noise');
    const entries = await world.vault.readEntries({ limit: 1000 });
    const last = entries.slice(-2).map(({ kind, detail }) => ({ kind, detail }));
    expect(last).toEqual([
      { kind: 'collection-stopped', detail: { data: 'noise', by: privacy } },
      { kind: 'collection-on', detail: { data: 'noise', by: privacy } },
    ]);
  });

  test('is told to whoever listens for another version, in the other process too', async () => {
    const told = new Promise<void>((resolve) => {
      const done = other.gate.onVersion(() => {
        done();
        resolve();
      });
    });
    await stop('noise');
    await told;
    await goOn('noise');
  });

  test('the books count it by version, and the sum of all is what was received', async () => {
    const counts = await world.vault.counts();
    const version = world.gate.hash.slice(0, 12);
    expect(counts[`events refused stopped ${version}`]).toBeGreaterThan(0);
    expect(counts[`kept activity ${version}`]).toBeGreaterThan(0);
    const sum = (start: string) =>
      Object.entries(counts).reduce((so, [name, n]) => (name.startsWith(start) ? so + n : so), 0);
    for (const unit of ['events', 'fields'])
      expect(sum(`${unit} stored`) + sum(`${unit} withheld`) + sum(`${unit} refused`)).toBe(sum(`${unit} received`));
  });
});
