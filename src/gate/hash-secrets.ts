import { hash, verify } from '@node-rs/argon2';
import { accepts } from '../decide/accept.ts';
import type { Statement } from '../statement/statement.ts';

/** OWASP's parameters for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export type HashSecrets = (events: readonly unknown[]) => Promise<readonly unknown[]>;

/**
 * Makes the function that replaces every secret in events by its one-way hash, so that nothing behind the gate ever sees
 * one. A secret that its field does not accept is left as it came, for sifting to refuse.
 */
export function createHashSecrets(statement: Statement): HashSecrets {
  const secretsOf = secretFields(statement);
  return async (events) => {
    if (!events.some((event) => secretsIn(event).length > 0)) return events;
    return Promise.all(
      events.map(async (event) => {
        const secrets = secretsIn(event);
        if (secrets.length === 0) return event;
        // Sound: an event with secrets is an object with data, see `secretsIn`.
        const { data, ...rest } = event as { data: Record<string, unknown> };
        const hashed = { ...data };
        for (const field of secrets) hashed[field] = await hashSecret(data[field] as string);
        return { ...rest, data: hashed };
      }),
    );
  };

  /** The fields of an event that hold acceptable secrets. */
  function secretsIn(event: unknown): readonly string[] {
    const { event: name, data } = (event ?? {}) as { event?: unknown; data?: unknown };
    const fields = secretsOf.get(name);
    if (fields === undefined || typeof data !== 'object' || data === null) return NONE;
    return fields.filter((field) => acceptsSecret((data as Record<string, unknown>)[field]));
  }
}

/** The one-way hash of a secret, argon2id in PHC format. */
export const hashSecret = (secret: string): Promise<string> => hash(secret, ARGON2ID);

/** Whether a secret is the one that was hashed. */
export const isSecret = (hashed: string, secret: string): Promise<boolean> => verify(hashed, secret);

const acceptsSecret = accepts({ type: 'secret' });

const NONE: readonly string[] = [];

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
