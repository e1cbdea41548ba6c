import { hash, verify } from '@node-rs/argon2';
import { accepts } from '../decide/accept.ts';
import type { Statement } from '../statement/statement.ts';
import { inTurn } from './in-turn.ts';

/** OWASP's parameters for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What becomes of the secrets in events, before anything else looks at these. */
export interface Secrets {
  /**
   * The events with every secret replaced by its one-way hash, so that nothing behind the gate ever sees one. A secret that
   * its field does not accept is left as it came, for sifting to refuse; so is one that came from elsewhere than its event
   * may come from, or whoever can send a batch could have us hash for minutes.
   */
  hashed(events: readonly unknown[], touchpoint: string): Promise<readonly unknown[]>;
  /** The events with every secret left out: what a quick digest may be made of, by which a secret could be guessed. */
  without(events: readonly unknown[]): readonly unknown[];
}

interface SecretEvent {
  readonly event: string;
  readonly data: { readonly [field: string]: unknown };
}

export function secretsOf(statement: Statement): Secrets {
  const fieldsOf = secretFields(statement);

  return {
    async hashed(events, touchpoint) {
      const isToHash = (event: unknown): event is SecretEvent =>
        hasSecrets(event) && statement.collect[event.event]!.at.includes(touchpoint);
      if (!events.some(isToHash)) return events;
      return Promise.all(
        events.map(async (event) => {
          if (!isToHash(event)) return event;
          const data: Record<string, unknown> = { ...event.data };
          for (const field of fieldsOf.get(event.event) ?? []) {
            const secret = data[field];
            if (acceptsSecret(secret)) data[field] = await hashSecret(secret);
          }
          return { ...event, data };
        }),
      );
    },
    without(events) {
      if (!events.some(hasSecrets)) return events;
      return events.map((event) => {
        if (!hasSecrets(event)) return event;
        const fields = fieldsOf.get(event.event) ?? [];
        return {
          ...event,
          data: Object.fromEntries(Object.entries(event.data).filter(([one]) => !fields.includes(one))),
        };
      });
    },
  };

  function hasSecrets(event: unknown): event is SecretEvent {
    const { event: name, data } = (event ?? {}) as { event?: unknown; data?: unknown };
    const fields = fieldsOf.get(name);
    return (
      fields !== undefined &&
      typeof data === 'object' &&
      data !== null &&
      fields.some((field) => Object.hasOwn(data, field))
    );
  }
}

/**
 * Half of Node's worker threads, and a second or two of waiting: strangers can have us hash, and must not keep telemetry
 * and withdrawals from the processor.
 */
const take = inTurn({ atOnce: 2, mostWaiting: 64 });

/**
 * The one-way hash of a secret, argon2id in PHC format.
 *
 * @throws Fault `too-busy`
 */
export const hashSecret = (secret: string): Promise<string> => take(() => hash(secret, ARGON2ID));

/**
 * Whether a secret is the one that was hashed.
 *
 * @throws Fault `too-busy`
 */
export const isSecret = (hashed: string, secret: string): Promise<boolean> => take(() => verify(hashed, secret));

const isAccepted = accepts({ type: 'secret' });
const acceptsSecret = (value: unknown): value is string => isAccepted(value);

/** Event → its secret fields, for the events that have any. */
function secretFields(statement: Statement): ReadonlyMap<unknown, readonly string[]> {
  const all = Object.entries(statement.collect).map(([event, clause]) => {
    const fields = Object.keys(clause.takes).flatMap((category) =>
      Object.entries(statement.words.data[category]?.fields ?? {}),
    );
    return [event, fields.filter(([, { type }]) => type === 'secret').map(([field]) => field)] as const;
  });
  return new Map(all.filter(([, fields]) => fields.length > 0));
}
