import { decodeCell, encodeCell, MINUTE_MS } from '../core/usage/cell.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/**
 * Reads what is rolled up of one source's usage cells of a minute (a unix minute), by the cells' fields, for the keys of
 * `fields`. Index look-ups by workspace, key and minute; asked once for each script call whose reply was lost.
 */
export async function findCountedCells(
  db: Db,
  query: { source: string; minute: number; fields: readonly string[] },
): Promise<Map<string, number>> {
  const cells = query.fields.flatMap((field) => {
    const cell = decodeCell(field);
    return cell === undefined || cell.kind === 'unknown' ? [] : cell;
  });
  const workspaceIds = arrayLiteral([...new Set(cells.map(({ workspaceId }) => workspaceId))]);
  const keyIds = arrayLiteral([...new Set(cells.map(({ keyId }) => keyId))]);
  const minute = new Date(query.minute * MINUTE_MS);
  const rows = await db.$queryRaw<CountedRow[]>`
    SELECT workspace_id AS "workspaceId", key_id AS "keyId", server_id AS "serverId", endpoint, measure::int4 AS measure,
      n::float8 AS n
    FROM usage_minutes
    WHERE workspace_id = ANY (${workspaceIds}::uuid[]) AND key_id = ANY (${keyIds}::uuid[]) AND minute = ${minute}
      AND source = ${query.source}::uuid`;
  return new Map(rows.map(({ n, ...cell }) => [encodeCell({ kind: 'usage', ...cell }), n]));
}

interface CountedRow {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly serverId: string;
  readonly endpoint: string;
  readonly measure: number;
  readonly n: number;
}
