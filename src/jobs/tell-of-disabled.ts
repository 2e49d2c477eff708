import { disabledSentence } from '../core/endpoint-event.ts';
import { originOf } from '../core/webhook-format.ts';
import {
  claimDisabledNotice,
  type DisabledNotice,
  settleDisabledNotice,
} from '../storage/disabled-notices.ts';
import type { JobContext } from './deps.ts';

/** A notice that does not get out is tried again after this long. */
const AGAIN_AFTER_MS = 600_000;

/**
 * Mails the owners and admins of workspaces whose endpoint Keywatch has disabled. A notice is tried until the mail server
 * takes it for at least one of them, or the endpoint is enabled; where there is no mail server, it is in the log.
 */
export async function tellOfDisabled(context: JobContext): Promise<void> {
  while (!context.signal.aborted) {
    const now = context.now();
    const notice = await claimDisabledNotice(
      context.storage.prisma,
      now,
      new Date(now.getTime() + AGAIN_AFTER_MS),
    );
    if (notice === null) return;
    if (await tell(context, notice)) await settleDisabledNotice(context.storage.prisma, notice.endpointId);
  }
}

async function tell(context: JobContext, notice: DisabledNotice): Promise<boolean> {
  const { endpointId, workspaceName, description, url, disabledBy, emails } = notice;
  const subject = { workspaceId: notice.workspaceId, endpointId, description, origin: originOf(url) };
  const text = [
    disabledSentence(subject, disabledBy),
    '',
    `Workspace: ${workspaceName}`,
    ...(description === null ? [] : [`Endpoint: ${description}`]),
    `Id: ${endpointId}`,
    '',
  ].join('\n');
  const outcomes = [];
  for (const to of emails) {
    outcomes.push(
      await context.sendMail({ to, subject: '[Keywatch] A webhook endpoint was disabled', text }),
    );
  }
  return emails.length === 0 || outcomes.some((outcome) => outcome !== 'FAILED');
}
