import type { AlertVerdict } from '../core/alert-action.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/** What somebody found an alert about a key to be, of which the detector has not heard. */
export interface UnheardVerdict {
  readonly workspaceId: string;
  readonly alertId: string;
  readonly keyId: string;
  readonly verdict: AlertVerdict;
  readonly kind: string;
  /** The incident's first and last minute. */
  readonly since: Date;
  readonly lastMinute: Date;
  /** At its worst. */
  readonly observed: number;
}

/** Leaves a verdict to the detector, instead of one it has not heard yet; null: none. */
export async function noteVerdict(
  db: Db,
  {
    workspaceId,
    alertId,
    verdict,
  }: Pick<UnheardVerdict, 'workspaceId' | 'alertId'> & { readonly verdict: AlertVerdict | null },
): Promise<void> {
  if (verdict === null) {
    await db.unheardVerdict.deleteMany({ where: { workspaceId, alertId } });
    return;
  }
  await db.$executeRaw`
    INSERT INTO unheard_verdicts (workspace_id, alert_id, verdict)
    VALUES (${workspaceId}::uuid, ${alertId}::uuid, ${verdict}::"AlertVerdict")
    ON CONFLICT (workspace_id, alert_id) DO UPDATE SET verdict = EXCLUDED.verdict`;
}

/** All verdicts that the detector has not heard of: few, as long as it runs. */
export async function findUnheardVerdicts(db: Db): Promise<UnheardVerdict[]> {
  return await db.$queryRaw<UnheardVerdict[]>`
    SELECT unheard.workspace_id AS "workspaceId", alert_id AS "alertId", key_id AS "keyId", unheard.verdict::text AS verdict, kind,
      since, last_minute AS "lastMinute", observed
    FROM unheard_verdicts unheard JOIN alerts ON alerts.id = alert_id
    WHERE key_id IS NOT NULL ORDER BY alert_id`;
}

/** Notes that verdicts were heard, and returns the alerts whose verdict was still the same and not heard by anybody. */
export async function markHeard(
  db: Db,
  verdicts: readonly Pick<UnheardVerdict, 'workspaceId' | 'alertId' | 'verdict'>[],
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ alertId: string }[]>`
    DELETE FROM unheard_verdicts unheard
    USING unnest(${arrayLiteral(verdicts.map(({ workspaceId }) => workspaceId))}::uuid[],
      ${arrayLiteral(verdicts.map(({ alertId }) => alertId))}::uuid[],
      ${arrayLiteral(verdicts.map(({ verdict }) => verdict))}::"AlertVerdict"[]) AS heard (w, id, verdict)
    WHERE unheard.workspace_id = heard.w AND unheard.alert_id = heard.id AND unheard.verdict = heard.verdict
    RETURNING unheard.alert_id AS "alertId"`;
  return new Set(rows.map(({ alertId }) => alertId));
}
