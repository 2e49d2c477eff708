import { query } from './counted-usage.ts';
import type { HeldKey } from './verifiers.ts';

/** Finds the ids of seeded keys by the end of their secrets; those of which two end alike are left out. */
export async function nameKeys(databaseUrl: string, secrets: readonly string[]): Promise<HeldKey[]> {
  const rows = await query<{ id: string; lastFour: string }>(
    databaseUrl,
    `SELECT min(id::text) AS id, last_four AS "lastFour" FROM keys GROUP BY last_four HAVING count(*) = 1`,
  );
  const idOf = new Map(rows.map(({ id, lastFour }) => [lastFour, id]));
  return secrets.flatMap((secret) => {
    const keyId = idOf.get(secret.slice(-4));
    return keyId === undefined ? [] : [{ keyId, secret }];
  });
}
