/**
 * Notices between processes: whose standing has changed, whose products confirmed it, and that another statement is in
 * force. PostgreSQL carries them (`LISTEN`), after the commit.
 */
import pg from 'pg';
import { STANDING_CHANNEL } from './choose.ts';
import { STATEMENT_CHANNEL } from './publish.ts';

export interface Notices {
  /**
   * Calls back when the standing of a subject (of any, for `undefined`) may have changed; returns the way to stop. After
   * the connection was lost everybody is called, since nobody knows what was missed.
   */
  onStanding(subject: string | undefined, changed: (subject: string) => void): () => void;
  /** Calls back when a product of this subject may have confirmed how it stands. Likewise after the connection was lost. */
  onConfirmed(subject: string, changed: () => void): () => void;
  /** Calls back when another statement may be in force; returns the way to stop. Likewise after the connection was lost. */
  onStatement(changed: () => void): () => void;
  close(): Promise<void>;
}

/** The channel on which is told whose product confirmed a directive. */
export const CONFIRMED_CHANNEL = 'sotto_confirmed';

type Listeners = Map<string | undefined, Set<(subject: string) => void>>;

const FIRST_WAIT = 50;
const LONGEST_WAIT = 2_000;

/** Listens on a connection of its own, and connects again for as long as it is open. */
export async function openNotices(config: pg.ClientConfig): Promise<Notices> {
  const ofStanding: Listeners = new Map();
  const ofConfirmed: Listeners = new Map();
  const awaiting = new Set<() => void>();
  let client: pg.Client | undefined;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const tell = (listeners: Listeners, subject: string) => {
    for (const key of [subject, undefined]) for (const changed of listeners.get(key) ?? []) changed(subject);
  };
  const tellAll = () => {
    for (const [subject, all] of [...ofStanding, ...ofConfirmed]) {
      if (subject !== undefined) for (const changed of [...all]) changed(subject);
    }
    for (const changed of [...awaiting]) changed();
  };

  const connect = async (wait: number): Promise<void> => {
    if (isClosed) return;
    const fresh = new pg.Client({ application_name: 'sotto notices', ...config });
    const again = () => {
      if (client === fresh) client = undefined;
      fresh.removeAllListeners();
      fresh.on('error', () => {});
      if (!isClosed) retry = setTimeout(() => void connect(Math.min(wait * 2, LONGEST_WAIT)), wait);
    };
    fresh.once('error', again);
    try {
      await fresh.connect();
      await fresh.query(`listen ${STANDING_CHANNEL}`);
      await fresh.query(`listen ${CONFIRMED_CHANNEL}`);
      await fresh.query(`listen ${STATEMENT_CHANNEL}`);
    } catch {
      fresh.removeListener('error', again);
      again();
      await fresh.end().catch(() => {});
      return;
    }
    if (isClosed) {
      await fresh.end();
      return;
    }
    client = fresh;
    fresh.on('notification', ({ channel, payload = '' }) => {
      if (channel === STANDING_CHANNEL) tell(ofStanding, payload);
      else if (channel === CONFIRMED_CHANNEL) tell(ofConfirmed, payload);
      else for (const changed of [...awaiting]) changed();
    });
    fresh.once('end', () => client === fresh && again());
    tellAll();
  };

  await connect(FIRST_WAIT);
  return {
    onStanding: (subject, changed) => listen(ofStanding, subject, changed),
    onConfirmed: (subject, changed) => listen(ofConfirmed, subject, changed),
    onStatement(changed) {
      // Each call is one listener, also of the same function.
      const one = () => changed();
      awaiting.add(one);
      return () => void awaiting.delete(one);
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      const closing = client;
      client = undefined;
      await closing?.end();
    },
  };
}

function listen(listeners: Listeners, subject: string | undefined, changed: (subject: string) => void): () => void {
  const all = listeners.get(subject) ?? new Set();
  all.add(changed);
  listeners.set(subject, all);
  return () => {
    all.delete(changed);
    if (all.size === 0 && listeners.get(subject) === all) listeners.delete(subject);
  };
}
