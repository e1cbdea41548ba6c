import type { Database } from '../vault/database.ts';
import type { Ledger } from '../vault/ledger.ts';

/** As many as a service writes between two rounds of its integrator on a busy day. */
const A_ROUND = 4096;

/** Puts leaves about nobody into a ledger, until it has `size`. */
export async function manyLeaves(database: Database, ledger: Ledger, size: number): Promise<void> {
  await ledger.integrate();
  for (let left = size - ((await ledger.checkpoint())?.size ?? 0); left > 0; left -= A_ROUND) {
    await database.query(
      'insert into leaves (body) select $1 || sha256(n::text::bytea) from generate_series(1, $2) n',
      [Buffer.of(1), Math.min(left, A_ROUND)],
    );
    await ledger.integrate();
  }
}
