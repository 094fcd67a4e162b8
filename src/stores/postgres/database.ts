import pg from 'pg';
export interface Database {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  transaction<T>(work: (query: Database['query']) => Promise<T>): Promise<T>;
  unhurried(sql: string, values?: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}
export async function quick(url: string, schema: string): Promise<Database> {
  const types = {
    getTypeParser: (oid: number, format?: any) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)),
  } as any;
  const pool = new pg.Pool({ connectionString: url, max: 5, types });
  pool.on(
    'connect',
    (c) =>
      void c.query(
        `SET search_path = "${schema}", public; SET jit = off; SET hnsw.ef_search = 200; SET hnsw.iterative_scan = strict_order`,
      ),
  );
  const database: Database = {
    query: async (sql, values) => (await pool.query(sql, values as any)).rows as any,
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(async (sql: any, values: any) => (await client.query(sql, values)).rows as any);
        await client.query('COMMIT');
        return result;
      } catch (e) {
        await client.query('ROLLBACK');
        throw e;
      } finally {
        client.release();
      }
    },
    unhurried: async (sql, values) => void (await pool.query(sql, values as any)),
    close: () => pool.end(),
  };
  return database;
}
