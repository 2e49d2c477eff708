import pg from 'pg';

const POLLS_MAX = 200;

/** Does something that begins while a workspace is locked and has to wait until a statement is committed. */
export async function behind<Result>(
  databaseUrl: string,
  workspaceId: string,
  statement: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT FROM workspaces WHERE id = $1 FOR UPDATE', [workspaceId]);
    const result = work();
    await untilOneWaits(client);
    await client.query(statement);
    await client.query('COMMIT');
    return await result;
  } finally {
    await client.end();
  }
}

/** The embedded Postgres lets whole transactions wait, which nobody sees: there it gives up looking. */
async function untilOneWaits(client: pg.Client): Promise<void> {
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    const { rowCount } = await client.query(
      "SELECT FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')",
    );
    if (rowCount !== 0) return;
  }
}
