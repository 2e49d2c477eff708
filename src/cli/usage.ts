import { setTimeout as delay } from 'node:timers/promises';
import { UsageTotals } from './documents.ts';
import { CliFailure } from './failure.ts';
import type { UsageTotalsQuery } from './gql/graphql.ts';
import type { Http } from './http.ts';

const ROLL_UP_WAIT_MS = 120_000;
const POLL_MS = 250;

/** Reads usage by day once everything that was acknowledged before this call is in it. */
export async function readCompleteUsage(
  http: Http,
  range: { workspaceId: string; from: string; to: string; filter?: { serverIds: string[] } },
): Promise<UsageTotalsQuery['usage']> {
  const askedAt = Date.now();
  for (;;) {
    const { usage } = await http.graphql(UsageTotals, range);
    if (usage.completeThrough != null && Date.parse(usage.completeThrough) > askedAt) return usage;
    if (Date.now() > askedAt + ROLL_UP_WAIT_MS) {
      throw new CliFailure('The counts are not rolled up yet; does a worker run?');
    }
    await delay(POLL_MS);
  }
}
