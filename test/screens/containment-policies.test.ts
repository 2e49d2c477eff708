import { describe, expect, test } from 'vitest';
import { seedAlert } from '../support/alerts.ts';
import { seriousFindings } from '../support/axe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { Policies, SetPolicy } from '../support/documents/containment.ts';
import { ask, success } from '../support/graphql.ts';
import { makeKey, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { openScreen, press } from '../support/screen.ts';

const RULE = { step: 'SUSPEND', severity: 'CRITICAL', automatic: true, minutes: 60 } as const;

async function setUp() {
  const keywatch = await sharedKeywatch();
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, token } = tenant;
  const { key } = await makeKey(keywatch, tenant, { name: 'Nightly sync', serverIds: [tenant.crm] });
  const policies = async () => await ask(keywatch, Policies, { workspaceId }, token);
  return { keywatch, tenant, workspaceId, token, keyId: key.id, policies };
}

describe.skipIf(chromiumPath === undefined)('policies of servers and keys', { timeout: 60_000 }, () => {
  test('a key says whose policy it goes by, and gets one of its own once it was tried on its alerts', async () => {
    const { keywatch, tenant, workspaceId, token, keyId, policies } = await setUp();
    const other = await makeKey(keywatch, tenant, { name: 'Another' });
    for (const each of [keyId, other.key.id]) {
      await seedAlert(keywatch.databaseUrl, { workspaceId, keyId: each, severity: 'CRITICAL' });
    }
    const { page, complaints, go } = await openScreen(tenant, tenant);
    await go(`/keys/${keyId}?tab=limits`);
    await page.getByText('nothing is done about alerts without a person').waitFor();
    success(await ask(keywatch, SetPolicy, { workspaceId, policy: { rules: [RULE] } }, token));
    await page.reload();
    await page.getByText('Without an own policy, the key goes by that of the workspace.').waitFor();
    await page.getByText('Suspend for 60 minutes at critical alerts').waitFor();
    const ofServer = {
      workspaceId,
      serverId: tenant.crm,
      policy: { rules: [{ ...RULE, kinds: ['spike'] }] },
    };
    success(await ask(keywatch, SetPolicy, ofServer, token));
    await page.reload();
    await page.getByText('Without an own policy, the key goes by that of crm.').waitFor();
    await press(page, 'Set an own policy');
    await page.getByText('Kinds of alerts: Spike of requests').waitFor();
    await page.getByLabel('Do').selectOption('THROTTLE');
    await page.getByLabel('Per cent of its limit').fill('100');
    await press(page, 'Try on the last 14 days');
    await page.getByText('(INVALID_INPUT)').waitFor();
    await page.getByLabel('Per cent of its limit').fill('25');
    await press(page, 'Try on the last 14 days');
    await page.getByText('Of 1 alert in the last 14 days, 1 would have contained a key.').waitFor();
    await page.getByRole('cell', { name: 'Throttle' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await press(page, 'Save policy');
    await page.getByText('The key has a policy of its own').waitFor();
    expect((await policies()).find(({ key }) => key?.id === keyId)).toMatchObject({
      rules: [{ step: 'THROTTLE' }],
    });
    await press(page, 'Remove policy');
    await page.getByRole('dialog').getByText('the key goes by that of crm').waitFor();
    await press(page, 'Remove policy');
    await page.getByText('Suspend for 60 minutes at critical alerts (spike)').waitFor();
    expect((await policies()).some(({ key }) => key?.id === keyId)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('a server gets one without rules, which keeps its keys from that of the workspace', async () => {
    const { keywatch, tenant, workspaceId, token, policies } = await setUp();
    success(await ask(keywatch, SetPolicy, { workspaceId, policy: { rules: [RULE] } }, token));
    const { page, complaints, go } = await openScreen(tenant, tenant);
    await go(`/servers/${tenant.crm}?tab=settings`);
    await page.getByText('keys that list this server go by that of the workspace').waitFor();
    await press(page, 'Set an own policy');
    await press(page, 'Remove rule 1');
    await press(page, 'Save policy');
    await page.getByText('The server has a policy of its own').waitFor();
    expect((await policies()).find(({ server }) => server?.id === tenant.crm)).toMatchObject({ rules: [] });
    await go('/settings?tab=containment');
    await page.getByRole('link', { name: 'crm' }).click();
    await page.getByText('The server has a policy of its own').waitFor();
    expect(complaints).toEqual([]);
  });

  test('a member is shown no policies', async () => {
    const { keywatch, tenant } = await setUp();
    const own = await makeKey(keywatch, tenant, { name: 'of Mel', ownerId: tenant.member.id });
    const { page, complaints, go } = await openScreen(tenant.member, tenant);
    await go(`/keys/${own.key.id}?tab=limits`);
    await page.getByRole('button', { name: 'Edit limits' }).waitFor();
    expect(await page.getByText('Containment policy').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
