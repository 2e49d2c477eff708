import type { Db } from './tenancy.ts';

/** Stores a sealed TOTP secret that is to be confirmed; false where the second factor is on already. */
export async function startTotp(db: Db, userId: string, sealedTotp: Uint8Array): Promise<boolean> {
  const { count } = await db.user.updateMany({
    where: { id: userId, totpSince: null },
    data: { sealedTotp: new Uint8Array(sealedTotp), totpStep: null },
  });
  return count > 0;
}

/** Turns the second factor on that was started with this sealed secret; false where that is not the state any more. */
export async function confirmTotp(
  db: Db,
  userId: string,
  totp: { readonly sealed: Uint8Array; readonly step: number; readonly at: Date },
): Promise<boolean> {
  const { count } = await db.user.updateMany({
    where: { id: userId, totpSince: null, sealedTotp: new Uint8Array(totp.sealed) },
    data: { totpSince: totp.at, totpStep: totp.step },
  });
  return count > 0;
}

/** Takes a 30-second step: false where it, or a later one, was taken before. Of two at once, one gets it. */
export async function takeTotpStep(db: Db, userId: string, step: number): Promise<boolean> {
  const { count } = await db.user.updateMany({
    where: { id: userId, totpSince: { not: null }, OR: [{ totpStep: null }, { totpStep: { lt: step } }] },
    data: { totpStep: step },
  });
  return count > 0;
}

/** Turns the second factor off and forgets its recovery codes. */
export async function clearTotp(db: Db, userId: string): Promise<void> {
  await db.user.update({
    where: { id: userId },
    data: { sealedTotp: null, totpSince: null, totpStep: null },
  });
  await db.recoveryCode.deleteMany({ where: { userId } });
}

/** Takes a recovery code by its SHA-256; false where there is none such (any more). Of two at once, one gets it. */
export async function takeRecoveryCode(db: Db, userId: string, digest: Uint8Array): Promise<boolean> {
  return (await db.recoveryCode.deleteMany({ where: { userId, digest: new Uint8Array(digest) } })).count > 0;
}

/** Stores the SHA-256 of recovery codes in place of those of before. */
export async function replaceRecoveryCodes(
  db: Db,
  userId: string,
  digests: readonly Uint8Array[],
): Promise<void> {
  await db.recoveryCode.deleteMany({ where: { userId } });
  await db.recoveryCode.createMany({
    data: digests.map((digest) => ({ userId, digest: new Uint8Array(digest) })),
  });
}
