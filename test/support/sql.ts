import pg from 'pg';

/** Runs one statement on a database and returns its rows. */
export async function sql(
  databaseUrl: string,
  statement: string,
  values: unknown[] = [],
): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows;
  } finally {
    await client.end();
  }
}

/** Makes somebody a member of a workspace. */
export async function addMember(
  databaseUrl: string,
  member: { workspaceId: string; userId: string; role: 'ADMIN' | 'MEMBER' | 'VIEWER' },
): Promise<void> {
  await sql(databaseUrl, 'INSERT INTO memberships (workspace_id, user_id, role) VALUES ($1, $2, $3)', [
    member.workspaceId,
    member.userId,
    member.role,
  ]);
}
