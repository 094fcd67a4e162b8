import { PilcrowError } from '../../../errors.ts';
import { databaseError, isConnectionLost } from './database-errors.ts';

/** Rows of one statement; values travel as parameters only. */
export type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** A statement on its way. */
export interface Statement {
  sql: string;
  values?: readonly unknown[] | undefined;
  timeoutMs: number;
}

/** A connection in use. Its errors are those of the driver. */
export interface Connection {
  run<Row>(statement: Statement): Promise<{ rows: Row[]; command: string }>;
  /** Whether a statement on it failed so that nothing can be asked of it any more. */
  isLost(): boolean;
  /** Gives the connection back to the pool, or closes it when it is lost. */
  release(isLost: boolean): void;
}

/** Takes a connection from the pool on which `begin` has succeeded, and gives its result too. */
export type TakeConnection = <T>(
  begin: (connection: Connection) => Promise<T>,
  options: { isReading: boolean },
) => Promise<[connection: Connection, result: T]>;

/** Runs `work` in a transaction: all of it is kept, or nothing. */
export async function transact<T>(
  takeConnection: TakeConnection,
  work: (query: Query) => Promise<T>,
  { timeoutMs }: { timeoutMs: number },
): Promise<T> {
  const begin = `BEGIN; SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`;
  const [connection] = await takeConnection(({ run }) => run({ sql: begin, timeoutMs }), { isReading: true });
  const statements = createStatements(connection, timeoutMs);
  try {
    const result = await work(statements.query);
    await statements.settled();
    await commit(connection, timeoutMs);
    connection.release(false);
    return result;
  } catch (error) {
    statements.refuse();
    await statements.settled();
    // A connection that is given up undoes what was done on it.
    connection.release(!(await isRolledBack(connection, timeoutMs)));
    throw error;
  }
}

/** The statements of a transaction, one after another whatever the work does: a connection runs one at a time. */
function createStatements(connection: Connection, timeoutMs: number) {
  let isRefused = false;
  let last: Promise<unknown> = Promise.resolve();
  const run = async <Row>(sql: string, values?: readonly unknown[]) => {
    if (isRefused) throw new Error('Cannot ask in a transaction that is over; await every statement within it');
    try {
      return (await connection.run<Row>({ sql, values, timeoutMs })).rows;
    } catch (error) {
      throw databaseError(error);
    }
  };
  return {
    query: <Row>(sql: string, values?: readonly unknown[]) => {
      const rows = last.then(() => run<Row>(sql, values));
      last = rows.catch(() => {});
      return rows;
    },
    settled: () => last,
    refuse() {
      isRefused = true;
    },
  };
}

async function commit(connection: Connection, timeoutMs: number): Promise<void> {
  const { command } = await connection.run({ sql: 'COMMIT', timeoutMs }).catch((cause: unknown) => {
    throw isConnectionLost(cause) ? outcomeUnknown(cause) : databaseError(cause);
  });
  // Of a transaction in which a statement failed, COMMIT is answered so, and not as a failure.
  if (command !== 'COMMIT')
    throw new Error('Cannot commit: a statement of the transaction failed, and its failure was not passed on');
}

/** The error of a commit whose outcome is not known: the transaction may have been kept, so it is not repeated. */
function outcomeUnknown(cause: unknown): PilcrowError {
  return new PilcrowError(
    'DATABASE_UNAVAILABLE',
    'Cannot say whether the database kept this: the connection was lost while it did; look before you do it again',
    { cause },
  );
}

async function isRolledBack(connection: Connection, timeoutMs: number): Promise<boolean> {
  if (connection.isLost()) return false;
  try {
    await connection.run({ sql: 'ROLLBACK', timeoutMs });
    return true;
  } catch {
    return false;
  }
}
