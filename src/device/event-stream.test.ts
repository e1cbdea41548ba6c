import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventsOf, type StreamEvent } from './event-stream.ts';

async function read(chunks: readonly Uint8Array[]): Promise<StreamEvent[]> {
  async function* stream() {
    yield* chunks;
  }
  const events: StreamEvent[] = [];
  for await (const one of eventsOf(stream(), () => {})) events.push(one);
  return events;
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('events, comments and line ends are read as the standard says', async () => {
  const text =
    ': hello\n\nevent: directive\r\ndata: {"a":\r\ndata:1}\r\n\r\nid: 7\rdata: plain\r\revent: empty\n\ndata: cut off';
  expect(await read([bytes(text)])).toEqual([
    { event: 'directive', data: '{"a":\n1}' },
    { event: 'message', data: 'plain' },
  ]);
});

test('where the bytes are cut makes no difference', async () => {
  const text = 'event: directive\r\ndata: "Küche 🎶"\r\n\r\n: still here\n\ndata: second\n\n';
  const whole = bytes(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(whole.length)), async (cuts) => {
      const ends = [...cuts.sort((a, b) => a - b), whole.length];
      const chunks = ends.map((end, index) => whole.slice(ends[index - 1] ?? 0, end));
      expect(await read(chunks)).toEqual([
        { event: 'directive', data: '"Küche 🎶"' },
        { event: 'message', data: 'second' },
      ]);
    }),
  );
});

test('a peer that never ends an event is not read for ever', async () => {
  await expect(read([bytes('data: '), bytes('x'.repeat(1_000_001))])).rejects.toThrow(RangeError);
});
