import { readConfig } from '../config.ts';
import { DAY_MS, HOUR_GRAIN_DAYS } from '../core/usage/cell.ts';
import { SignIn } from './documents.ts';
import { CliFailure, runCommand } from './failure.ts';
import { createHttp, succeeded } from './http.ts';
import { findCredentials, findOrStart } from './instance.ts';
import { openProgress } from './progress.ts';
import { prepareTarget } from './replay/prepare.ts';
import { type LogSummary, summariseLog } from './replay/read-log.ts';
import { printReport } from './replay/report.ts';
import { sendLines, verifyKeys } from './replay/send.ts';
import { readSettings } from './replay/settings.ts';

/** Replays an access log into Keywatch: one key per client address, every line a usage event. */
async function replay(): Promise<number> {
  const settings = readSettings(process.argv.slice(2));
  const log = await summariseLog(settings.path);
  const shiftMs = settings.originalTime ? 0 : shiftToYesterday(log, Date.now());
  checkRetention(log.firstAt + shiftMs, Date.now(), settings.originalTime);
  const config = readConfig();
  const instance = await findOrStart(config, settings.url);
  try {
    const http = createHttp(instance.url);
    const credentials = await findCredentials(config, settings);
    http.signIn(succeeded((await http.graphql(SignIn, credentials)).signIn).token);

    const progress = openProgress();
    const keyBar = progress.bar('keys', log.addresses.length);
    const target = await prepareTarget(http, settings.workspaceName, log.addresses, keyBar.advance);
    const checkBar = progress.bar('verified', target.newSecrets.size);
    const verified = await verifyKeys(http, target, () => checkBar.advance(1));
    const batchPrefix = `replay:${log.fingerprint}:${shiftMs / DAY_MS}`;
    const eventBar = progress.bar('events', log.lines);
    const sent = await sendLines(
      http,
      target,
      { path: settings.path, shiftMs, batchPrefix },
      eventBar.advance,
    );
    progress.stop();
    const url = instance.app === undefined ? instance.url : undefined;
    await printReport({ http, target, log, shiftMs, verified, sent, url });
    return sent.rejected.size === 0 ? 0 : 1;
  } finally {
    await instance.app?.stop();
  }
}

/** Whole days, so that times of day and weekdays' rhythm stay, and the log's last line falls on yesterday (UTC). */
function shiftToYesterday(log: LogSummary, now: number): number {
  return (Math.floor(now / DAY_MS) - 1 - Math.floor(log.lastAt / DAY_MS)) * DAY_MS;
}

function checkRetention(firstAt: number, now: number, originalTime: boolean): void {
  if (firstAt >= now - HOUR_GRAIN_DAYS * DAY_MS) return;
  const day = new Date(firstAt).toISOString().slice(0, 10);
  const advice = originalTime ? 'leave out --original-time' : 'give a part of it';
  throw new CliFailure(`The log begins on ${day}; counts are kept for ${HOUR_GRAIN_DAYS} days: ${advice}.`);
}

await runCommand('replay', replay);
