/** Every row of a database, table by table: the list of tables is read from it, so that a new one is looked at too. */
import pg from 'pg';
import type { TestConnection } from './database.ts';

/** Table → its rows as text, sorted. Partitions stand for themselves. */
export type EveryRow = ReadonlyMap<string, readonly string[]>;

export async function everyRow(connection: TestConnection): Promise<EveryRow> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from information_schema.tables t
        join pg_class c on c.relname = t.table_name and c.relkind = 'r'
        where t.table_schema = 'public' order by 1`,
    );
    const tables = new Map<string, string[]>();
    for (const { name } of rows) {
      const all = await client.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t order by 1`);
      tables.set(
        name,
        all.rows.map(({ row }) => row),
      );
    }
    return tables;
  } finally {
    await client.end();
  }
}

/** The rows of one that are not in the other, as `table row`. */
export function missingFrom(other: EveryRow, one: EveryRow): string[] {
  return [...one].flatMap(([table, rows]) => {
    const there = new Set(other.get(table));
    return rows.filter((row) => !there.has(row)).map((row) => `${table} ${row}`);
  });
}
