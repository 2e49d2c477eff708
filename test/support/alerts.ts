import { sql } from './sql.ts';

/** An alert as a test seeds it; what is left out is a spike that is open since now. */
export interface SeededAlert {
  readonly workspaceId: string;
  readonly keyId: string | null;
  readonly kind?: string;
  readonly severity?: 'INFO' | 'WARNING' | 'CRITICAL';
  readonly state?: 'OPEN' | 'RESOLVED';
  readonly score?: number;
  readonly at?: Date;
  readonly sentence?: string;
}

/** Opens an alert as the detector would, and returns its id. */
export async function seedAlert(databaseUrl: string, alert: SeededAlert): Promise<string> {
  const {
    workspaceId,
    keyId,
    kind = 'spike',
    severity = 'WARNING',
    state = 'OPEN',
    score = 12,
    at = new Date(),
    sentence = kind,
  } = alert;
  const incident = state === 'OPEN' ? `${keyId ?? workspaceId}:${kind}:` : null;
  const [row] = (await sql(
    databaseUrl,
    `INSERT INTO alerts (id, workspace_id, key_id, kind, severity, open_incident, observed, expected, lower, upper, score,
       sentence, since, last_minute, opened_at, state)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 900, 20, 5, 60, $8, $6, $7, $7, $7, $9::"AlertState") RETURNING id`,
    [workspaceId, keyId, kind, severity, incident, sentence, at, score, state],
  )) as { id: string }[];
  return row?.id ?? '';
}
