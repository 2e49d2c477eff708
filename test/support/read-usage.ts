import { expect, vi } from 'vitest';
import { Usage } from './documents.ts';
import { ask } from './graphql.ts';
import type { TestKeywatch } from './keywatch.ts';

const DAY = 86_400_000;

/** Usage by day of the last days, once everything acknowledged so far is in it. */
export async function readUsage(
  keywatch: TestKeywatch,
  tenant: { workspaceId: string; token: string },
  days = 30,
) {
  const askedAt = Date.now();
  const variables = {
    workspaceId: tenant.workspaceId,
    from: new Date(askedAt - days * DAY).toISOString(),
    to: new Date(askedAt + DAY).toISOString(),
    granularity: 'DAY',
  } as const;
  return await vi.waitFor(
    async () => {
      const usage = await ask(keywatch, Usage, variables, tenant.token);
      expect(Date.parse(usage.completeThrough ?? '')).toBeGreaterThan(askedAt);
      return usage;
    },
    { timeout: 20_000, interval: 100 },
  );
}
