import pg from 'pg';
import { median, round } from './statistics.ts';

const REPEATS = 50;

const PAGE = `
  SELECT k.*, o.name, o.email FROM keys k JOIN users o ON o.id = k.owner_id
  WHERE k.workspace_id = $1 ORDER BY k.created_at DESC, k.id DESC LIMIT 51`;

const COUNT = 'SELECT count(*) FROM keys WHERE workspace_id = $1';

/**
 * What Postgres alone takes for parts of the list: a page as the owner of the tables and under row-level security, and
 * the count of all keys. Medians, in milliseconds.
 */
export async function measureDatabase(databaseUrl: string, workspaceId: string) {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    const pageMs = await medianMs(db, PAGE, workspaceId);
    const { rows } = await db.query<{ id: string }>(
      "SELECT id FROM users WHERE email = 'owner-1@example.com'",
    );
    await db.query(
      `SELECT set_config('role', 'keywatch_control_plane', false), set_config('keywatch.user', $1, false),
        set_config('keywatch.workspaces', $2, false)`,
      [rows[0]?.id, `{${workspaceId}}`],
    );
    return {
      pageMs,
      confinedPageMs: await medianMs(db, PAGE, workspaceId),
      countMs: await medianMs(db, COUNT, workspaceId),
    };
  } finally {
    await db.end();
  }
}

async function medianMs(db: pg.Client, text: string, workspaceId: string): Promise<number> {
  const takenMs: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const startedAt = performance.now();
    await db.query({ text, values: [workspaceId] });
    takenMs.push(performance.now() - startedAt);
  }
  return round(median(takenMs));
}
