import type { Severity } from '../core/alert.ts';
import { endOf, outlasts, type Restriction, ruleFor } from '../core/containment.ts';
import { digestOfToken, readContainmentToken } from '../core/containment-link.ts';
import { containLockedKey } from '../storage/containment-changes.ts';
import { findPolicies, governingPolicy } from '../storage/containment-policies.ts';
import { findActiveContainment, isLinkUsed, type NewContainment } from '../storage/containments.ts';
import { lockKey, type StoredKey } from '../storage/keys.ts';
import type { Db } from '../storage/tenancy.ts';
import { shareWorkspace } from '../storage/workspaces.ts';
import type { Propagation } from './carry-versions.ts';
import type { IdentityDeps } from './deps.ts';

/** What a signed link offers, or why it offers nothing. */
export type LinkOffer =
  | {
      readonly state: 'OPEN' | 'DONE';
      readonly keyName: string;
      readonly lastFour: string;
      readonly workspaceName: string;
      readonly step: Restriction;
      readonly severity: Severity;
      readonly sentence: string;
    }
  | { readonly state: 'FORGED' | 'EXPIRED' | 'USED' | 'GONE' | 'CONTAINED' };

type Deps = Pick<IdentityDeps, 'storage' | 'now' | 'encryptionKey'> & {
  readonly carryVersions: (keyIds: readonly string[]) => Promise<Propagation>;
};

/**
 * Reads what a link offers, and with `act` does it: the key is contained as the policy of its alert says of that step. A
 * link works once, within its time, as long as the key lives and its alert is there. Looking at it changes nothing.
 */
export async function containByLink(
  deps: Deps,
  token: string,
  { act, ip }: { readonly act: boolean; readonly ip: string | undefined },
): Promise<LinkOffer> {
  const link = readContainmentToken(token, deps.encryptionKey);
  if (link === undefined) return { state: 'FORGED' };
  const { workspaceId, keyId, alertId, step } = link;
  const linkDigest = digestOfToken(token);
  const offer = await deps.storage.transaction(async (db): Promise<LinkOffer> => {
    await shareWorkspace(db, workspaceId);
    const key = await lockKey(db, workspaceId, keyId);
    if (await isLinkUsed(db, linkDigest)) return { state: 'USED' };
    const at = deps.now();
    if (link.expiresAt <= at.getTime()) return { state: 'EXPIRED' };
    const alert = await findAlert(db, alertId, keyId);
    if (key === null || key.revokedAt !== null || alert === null) return { state: 'GONE' };
    const terms = await findTerms(db, { key, alert, step, at });
    if (!outlasts(terms, await findActiveContainment(db, keyId))) return { state: 'CONTAINED' };
    const reason = `By the signed link of an alert${ip === undefined ? '' : `, from ${ip}`}.`;
    if (act) await containLockedKey(db, null, key, { ...terms, reason, by: 'LINK', alertId, linkDigest }, at);
    const { severity, sentence, workspace } = alert;
    const { name: keyName, lastFour } = key;
    const state = act ? 'DONE' : 'OPEN';
    return { state, keyName, lastFour, workspaceName: workspace.name, step, severity, sentence };
  });
  if (offer.state === 'DONE') await deps.carryVersions([keyId]);
  return offer;
}

type LinkedAlert = NonNullable<Awaited<ReturnType<typeof findAlert>>>;

async function findAlert(db: Db, id: string, keyId: string) {
  return await db.alert.findFirst({
    where: { id, keyId, workspace: { deletedAt: null } },
    include: { workspace: { select: { name: true } } },
  });
}

/** What the policy of the alert says of the step. */
async function findTerms(
  db: Db,
  given: {
    readonly key: StoredKey;
    readonly alert: LinkedAlert;
    readonly step: Restriction;
    readonly at: Date;
  },
): Promise<Pick<NewContainment, 'step' | 'throttle' | 'readScopes' | 'until'>> {
  const { key, alert, step, at } = given;
  const { serverIds } = key.settings;
  const policies = await findPolicies(db, [key.workspaceId]);
  const { throttle, readScopes, rules } = governingPolicy(policies, { ...key, serverIds }, alert);
  const ofStep = rules.filter((rule) => rule.step === step);
  const rule = ruleFor({ rules: ofStep, throttle, readScopes }, alert, false);
  return { step, throttle, readScopes, until: endOf(rule?.minutes ?? null, at) };
}
