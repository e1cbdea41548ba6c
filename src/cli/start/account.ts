/** The live account: what was stored, withheld and refused, by clause and reason, as it comes in. */
import type { WriteStream } from 'node:tty';
import type { Device } from '../../demo/household.ts';
import type { Envelope } from '../../people/mail/carrier.ts';
import type { World } from '../../server/world.ts';
import type { Statement } from '../../statement/statement.ts';

/** Milliseconds between looks. */
const EVERY = 1_000;
/** Characters of a terminal that does not say how wide it is. */
const WIDTH = 80;

/**
 * Keeps the account on `out` until it is closed. On a terminal it stands at the bottom and is drawn anew; elsewhere a line
 * comes when something changed. Letters are shown on a terminal alone: elsewhere they could end up in a file.
 */
export function keepAccount(
  { counts, compiled, outbox }: World,
  out: WriteStream | NodeJS.WritableStream,
  devices: readonly Device[] = [],
) {
  const isTerminal = 'isTTY' in out && out.isTTY;
  let drawn = 0;
  let last = '';
  let isClosed = false;

  const erase = () => {
    if (isTerminal && drawn > 0) out.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  const draw = (lines: readonly string[]) => {
    erase();
    out.write(`${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  const look = async () => {
    let summed: { [name: string]: number };
    try {
      summed = await counts();
    } catch {
      return; // The database is on its way up or down; the next look tells.
    }
    const lines = isTerminal
      ? [...accountLines(compiled.statement, summed, out.columns || WIDTH), ...devices.map(deviceLine)]
      : [accountLine(summed)];
    const text = lines.join('\n');
    if (isClosed) return;
    if (text !== last) draw(lines);
    last = text;
    if (!isTerminal) for (const device of devices) tellSilence(device);
  };
  const silent = new Map<Device, string | undefined>();
  const tellSilence = (device: Device) => {
    const { silentSince, confirmedGeneration } = device.reporter.status();
    // Before its first directive a device says nothing about itself either; that is no news.
    if (!confirmedGeneration || silentSince === silent.get(device)) return;
    silent.set(device, silentSince);
    if (silentSince !== undefined) out.write(`${deviceLine(device)}\n`);
    else out.write(`${device.name} speaks about itself again\n`);
  };

  outbox?.onLetter((letter) => {
    erase();
    out.write(isTerminal ? letterText(letter) : 'a letter came; letters are shown on a terminal alone\n');
    last = '';
  });
  const looking = keepLooking(look);
  return {
    async close(): Promise<void> {
      await looking.close();
      isClosed = true;
    },
  };
}

/** The counts for machines: a line of JSON at first, and at each change. */
export function keepCounts({ counts }: Pick<World, 'counts'>, out: NodeJS.WritableStream) {
  let last = '';
  const look = async () => {
    const line = await counts().then(
      (all) => JSON.stringify({ counts: all }),
      () => last,
    );
    if (line !== last) out.write(`${line}\n`);
    last = line;
  };
  return keepLooking(look);
}

/** Looks at once and then every second, one look after another. */
function keepLooking(look: () => Promise<void>) {
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, EVERY);
  return {
    async close(): Promise<void> {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Counts by what became of them: `[['collect.volume', 12], …]`, most first. */
function thatWere(
  unit: 'events' | 'fields',
  effect: string,
  counts: { readonly [name: string]: number },
): [string, number][] {
  return Object.entries(counts)
    .filter(([name]) => name.startsWith(`${unit} ${effect} `))
    .map(([name, n]): [string, number] => [name.split(' ')[2] ?? '', n])
    .sort(([, a], [, b]) => b - a);
}

const sum = (all: readonly [string, number][]) => all.reduce((total, [, n]) => total + n, 0);

/** `stored 1204 · withheld 12 (choices.usage-data 12) · refused 3 (undeclared-event 3) · of stored events, fields refused 2` */
export function accountLine(counts: { readonly [name: string]: number }): string {
  const events = (['stored', 'withheld', 'refused'] as const).map((effect) => {
    const all = thatWere('events', effect, counts);
    const by = all.map(([name, n]) => `${name} ${n}`).join(', ');
    return `${effect} ${sum(all)}${effect === 'stored' || by === '' ? '' : ` (${by})`}`;
  });
  const fields = thatWere('fields', 'refused', counts).map(([name, n]) => `${name} ${n}`);
  return [...events, ...(fields.length > 0 ? [`fields refused: ${fields.join(', ')}`] : [])].join(' · ');
}

/** `Kitchen       sent 214 · kept to itself 31 · silent about itself since 10:04:12` */
export function deviceLine({ name, reporter }: Device): string {
  const { sent, withheld, silentSince, confirmedGeneration } = reporter.status();
  // Before its first directive a device is silent too, and that is no news.
  const silent =
    silentSince === undefined || !confirmedGeneration ? '' : ` · silent about itself since ${timeOfDay(silentSince)}`;
  return `${name.padEnd(12)}  sent ${sent} · kept to itself ${withheld}${silent}`;
}

/** The time on this machine's clock, to the second. */
const timeOfDay = (instant: string) => new Date(instant).toLocaleTimeString('en-GB');

/** The account as a few lines of at most `width` characters. */
export function accountLines(
  statement: Statement,
  counts: { readonly [name: string]: number },
  width: number,
): string[] {
  const stored = thatWere('events', 'stored', counts);
  const refusedFields = thatWere('fields', 'refused', counts).map(([name, n]) => `${name} ${n}`);
  const lines = [
    `${total('stored', sum(stored))}  ${stored.map(([name, n]) => `${name.replace('collect.', '')} ${n}`).join(', ')}`,
    ...detailed('withheld', thatWere('events', 'withheld', counts), (clause) => saysOf(statement, clause)),
    ...detailed('refused', thatWere('events', 'refused', counts), () => ''),
    `${''.padEnd(8)} ${'fields'.padStart(8)}  ${refusedFields.join(', ') || 'none'} refused`,
  ];
  return lines.map((line) => (line.length < width ? line : `${line.slice(0, width - 2)}…`));
}

const total = (effect: string, n: number) => `${effect.padEnd(8)} ${String(n).padStart(8)}`;

function detailed(effect: string, all: [string, number][], says: (name: string) => string): string[] {
  if (all.length === 0) return [`${total(effect, 0)}  nothing`];
  return all.map(([name, n], k) => `${total(k === 0 ? effect : '', n)}  ${name}${says(name) && `: ${says(name)}`}`);
}

/** What a clause that withholds is about, in the statement's words. */
function saysOf({ choices, collect }: Statement, clause: string): string {
  const [section, name = ''] = clause.split('.');
  if (section === 'choices') return choices[name]?.asks ?? '';
  return section === 'collect' ? (collect[name]?.says ?? '') : '';
}

const letterText = ({ to, subject, text }: Envelope) =>
  `\n── mail to ${to} ──\n${subject}\n\n${text}${'─'.repeat(20)}\n\n`;
