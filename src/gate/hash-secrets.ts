import { hash, verify } from '@node-rs/argon2';
import { accepts } from '../decide/accept.ts';
import type { Statement } from '../statement/statement.ts';

/** OWASP's parameters for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * The events with every secret replaced by its one-way hash, so that nothing behind the gate ever sees one. A secret that
 * its field does not accept is left as it came, for sifting to refuse.
 */
export async function hashSecrets(statement: Statement, events: readonly unknown[]): Promise<readonly unknown[]> {
  if (!events.some((event) => secretsOf(statement, event).length > 0)) return events;
  return Promise.all(
    events.map(async (event) => {
      const secrets = secretsOf(statement, event);
      if (secrets.length === 0) return event;
      // Sound: an event with secrets is an object with data, see `secretsOf`.
      const { data, ...rest } = event as { data: Record<string, unknown> };
      const hashed = { ...data };
      for (const field of secrets) hashed[field] = await hashSecret(data[field] as string);
      return { ...rest, data: hashed };
    }),
  );
}

/** The one-way hash of a secret, argon2id in PHC format. */
export const hashSecret = (secret: string): Promise<string> => hash(secret, ARGON2ID);

/** Whether a secret is the one that was hashed. */
export const isSecret = (hashed: string, secret: string): Promise<boolean> => verify(hashed, secret);

const acceptsSecret = accepts({ type: 'secret' });

/** The fields of an event that hold acceptable secrets. */
function secretsOf(statement: Statement, event: unknown): string[] {
  const { event: name, data } = (event ?? {}) as { event?: unknown; data?: unknown };
  if (typeof name !== 'string' || !Object.hasOwn(statement.collect, name)) return [];
  if (typeof data !== 'object' || data === null) return [];
  return Object.keys(statement.collect[name]!.takes)
    .flatMap((category) => Object.entries(statement.words.data[category]?.fields ?? {}))
    .filter(([field, type]) => type.type === 'secret' && acceptsSecret((data as Record<string, unknown>)[field]))
    .map(([field]) => field);
}
