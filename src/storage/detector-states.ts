import { arrayLiteral } from './array-literal.ts';
import { Prisma } from './generated/client.ts';
import type { Read } from './read.ts';
import type { Db } from './tenancy.ts';

/** What the detector remembers of one key, after a closed minute. */
export interface DetectorStateRow {
  readonly keyId: string;
  readonly state: Uint8Array;
  readonly sources: Uint8Array;
  readonly minute: Date;
}

/** The stored states of keys. */
export async function findDetectorStates(
  read: Read,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, DetectorStateRow>> {
  const rows = await read<DetectorStateRow>(Prisma.sql`
    SELECT key_id AS "keyId", state, sources, minute FROM detector_states
    WHERE key_id = ANY(${arrayLiteral(keyIds)}::uuid[])`);
  return new Map(rows.map((row) => [row.keyId, row]));
}

/** Stores states after one minute; those that have seen a later one stay, and so do keys that are gone. */
export async function upsertDetectorStates(
  db: Db,
  states: readonly Omit<DetectorStateRow, 'minute'>[],
  minute: Date,
): Promise<void> {
  const hex = (of: (row: Omit<DetectorStateRow, 'minute'>) => Uint8Array) =>
    arrayLiteral(states.map((row) => Buffer.from(of(row)).toString('hex')));
  await db.$executeRaw`
    INSERT INTO detector_states (key_id, state, sources, minute)
    SELECT keys.id, decode(stepped.state, 'hex'), decode(stepped.sources, 'hex'), ${minute}::timestamptz
    FROM unnest(${arrayLiteral(states.map(({ keyId }) => keyId))}::uuid[], ${hex(({ state }) => state)}::text[],
      ${hex(({ sources }) => sources)}::text[]) AS stepped(id, state, sources)
    JOIN keys USING (id)
    ORDER BY keys.id
    ON CONFLICT (key_id) DO UPDATE
    SET state = EXCLUDED.state, sources = EXCLUDED.sources, minute = EXCLUDED.minute
    WHERE detector_states.minute < EXCLUDED.minute`;
}
