/** An event of a stream of server-sent events (WHATWG HTML, 9.2). */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** No event of ours comes near this many characters; a peer that sends more is not ours. */
const LONGEST = 1_000_000;

/**
 * Reads the events of a stream as they come. Bytes may be cut anywhere, within a character too. Comments are
 * passed over; an event cut off by the end of the stream is none. `heard` is called for every chunk.
 * Throws a `RangeError` on an event longer than a million characters.
 */
export async function* eventsOf(body: AsyncIterable<Uint8Array>, heard: () => void): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  let event = '';
  let data: string[] = [];
  let length = 0;
  for await (const chunk of body) {
    heard();
    rest += decoder.decode(chunk, { stream: true });
    // A CR at the end may be half of a CRLF: it stays until more is known.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    if (length + rest.length > LONGEST) throw new RangeError('the stream sent an event that is too long');
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
        event = '';
        data = [];
        length = 0;
        continue;
      }
      const [, name, value] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
      if (name === 'event') event = value ?? '';
      if (name === 'data') data.push(value ?? '');
      length += line.length;
    }
  }
}
