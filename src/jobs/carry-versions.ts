import { findPendingRaises } from '../storage/version-raises.ts';
import type { JobContext } from './deps.ts';

const RAISES_PER_ROUND = 1_000;

/** Carries to Redis what mutations committed and could not carry themselves. Carrying a version twice changes nothing. */
export async function carryPendingVersions(context: JobContext): Promise<void> {
  while (!context.signal.aborted) {
    const pending = await findPendingRaises(context.storage.prisma, { countMax: RAISES_PER_ROUND });
    if (pending.length === 0) return;
    const carried = await context.carryVersions([...new Set(pending.map(({ keyId }) => keyId))]);
    if (carried === 'PENDING' || pending.length < RAISES_PER_ROUND) return;
  }
}
