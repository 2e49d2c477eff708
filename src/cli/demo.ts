import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type App, startApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { DAY_MS } from '../core/usage/cell.ts';
import { ACME, GLOBEX } from './demo/customers.ts';
import { sendHistory } from './demo/history.ts';
import { startUsualTraffic } from './demo/live.ts';
import { startReceiver } from './demo/receive.ts';
import { createTenant, createWebhook, type Tenant } from './demo/tenant.ts';
import { stealKey } from './demo/theft.ts';
import { CliFailure, runCommand } from './failure.ts';
import { openProgress } from './progress.ts';
import { readCompleteUsage } from './usage.ts';

const HISTORY_DAYS = 15;
const ALERT_SECONDS_MAX = 10;

/** Shows all of Keywatch on made-up customers: history, live traffic, a stolen key, its alert, its webhook. */
async function demo(): Promise<number> {
  const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
  const app = await startDemoApp(values.once);
  const receiver = await startReceiver();
  try {
    say(`Keywatch runs at ${app.url}.`);
    const acme = await createTenant(app.url, ACME);
    const globex = await createTenant(app.url, GLOBEX);
    receiver.expect(await createWebhook(acme, receiver.url));
    say('Two customers signed up: Acme with four keys and a webhook, Globex with two keys.');

    const historic = await sendHistories([acme, globex]);
    say(`14 days of history are in: ${historic} requests.`);
    const usual = startUsualTraffic([acme, globex]);
    say('Live traffic runs. Somebody finds the key of "Support agent" and uses it from elsewhere ...');
    const [, stolen] = acme.keys;
    if (stolen === undefined) throw new CliFailure('there is no key to steal');
    const theft = await stealKey(acme, stolen, receiver);
    say(
      `... and Acme is told ${theft.alertAfterMinuteCloseSeconds.toFixed(1)} s after the minute closed: ${theft.sentence}`,
    );
    if (!values.once) await stayOpen(app, acme);
    await usual.stop();

    const requestsSent = historic + usual.sent() + theft.requests;
    const requestsCounted = (await countRequests(acme)) + (await countRequests(globex));
    const { alertAfterMinuteCloseSeconds, webhookVerified } = theft;
    say(`${requestsSent} requests were sent, ${requestsCounted} are counted.`);
    process.stdout.write(
      `${JSON.stringify({ requestsSent, requestsCounted, alertAfterMinuteCloseSeconds, webhookVerified })}\n`,
    );
    const good =
      requestsSent === requestsCounted &&
      webhookVerified &&
      alertAfterMinuteCloseSeconds <= ALERT_SECONDS_MAX;
    return good ? 0 : 1;
  } finally {
    receiver.stop();
    await app.stop();
  }
}

/** On services of its own where none are configured; webhooks may reach the receiver on this machine. */
async function startDemoApp(once: boolean): Promise<App> {
  const config = readConfig();
  return await startApp({
    ...config,
    role: 'all',
    port: once ? 0 : config.port,
    dataDir: join(config.dataDir, 'demo'),
    signUp: 'open',
    webhookAllowCidrs: ['127.0.0.1/32'],
    logLevel: 'error',
  });
}

async function sendHistories(tenants: readonly Tenant[]): Promise<number> {
  const progress = openProgress();
  const now = Date.now();
  let requests = 0;
  for (const tenant of tenants) {
    const bar = progress.bar(tenant.name, tenant.keys.length * 11_000);
    requests += await sendHistory(tenant, now, bar.advance);
  }
  progress.stop();
  return requests;
}

async function countRequests({ http, workspaceId }: Tenant): Promise<number> {
  const now = Date.now();
  const range = {
    workspaceId,
    from: new Date(now - HISTORY_DAYS * DAY_MS).toISOString(),
    to: new Date(now + DAY_MS).toISOString(),
  };
  return (await readCompleteUsage(http, range)).totals.requests;
}

async function stayOpen(app: App, { email, password, workspaceId }: Tenant): Promise<void> {
  say(`\nSee it at ${app.url}/w/${workspaceId}/overview: sign in as ${email} with the password ${password}.`);
  say('Traffic goes on until you press Ctrl-C.');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runCommand('demo', demo);
