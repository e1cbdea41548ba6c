import pg from 'pg';
import { faultOf } from './database.ts';
import { Fault } from './fault.ts';

/**
 * Refuses a server that forgets what it acknowledged when the power goes. Our own clusters are started so that they do not;
 * those of others are asked.
 *
 * @throws Fault `storage-forgetful`, or `storage-unavailable`
 */
export async function requireDurable(name: 'vault' | 'keyring', config: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `select name from pg_settings where name in ('fsync', 'full_page_writes') and setting = 'off' order by name`,
    );
    const [off] = rows;
    if (off === undefined) return;
    throw new Fault(
      'storage-forgetful',
      `the server of the ${name} runs with \`${off.name} = off\`: at a power cut it forgets what it acknowledged`,
      `set \`${off.name} = on\` there, and start again; \`ALLOW_FORGETFUL=1\` takes it as it is, for trials`,
    );
  } catch (error) {
    throw faultOf(error);
  } finally {
    await client.end().catch(() => {});
  }
}
