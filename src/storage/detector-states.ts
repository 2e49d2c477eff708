import { arrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/** A detector's state of one key, after a closed minute. */
export interface DetectorStateRow {
  readonly keyId: string;
  readonly state: Uint8Array;
  readonly minute: Date;
}

/** The stored states of keys. */
export async function findDetectorStates(
  db: Db,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, DetectorStateRow>> {
  const rows = await db.detectorState.findMany({ where: { keyId: { in: [...keyIds] } } });
  return new Map(rows.map((row) => [row.keyId, row]));
}

/** Stores states after one minute; those that have seen a later one stay, and so do keys that are gone. */
export async function upsertDetectorStates(
  db: Db,
  states: readonly { readonly keyId: string; readonly state: Uint8Array }[],
  minute: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO detector_states (key_id, state, minute)
    SELECT keys.id, decode(stepped.state, 'hex'), ${minute}::timestamptz
    FROM unnest(${arrayLiteral(states.map(({ keyId }) => keyId))}::uuid[],
      ${arrayLiteral(states.map(({ state }) => Buffer.from(state).toString('hex')))}::text[]) AS stepped(id, state)
    JOIN keys USING (id)
    ORDER BY keys.id
    ON CONFLICT (key_id) DO UPDATE SET state = EXCLUDED.state, minute = EXCLUDED.minute
    WHERE detector_states.minute < EXCLUDED.minute`;
}
