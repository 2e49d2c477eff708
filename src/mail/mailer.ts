import { createTransport } from 'nodemailer';

/** A mail in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same where a mail is sent again, so that readers see it once; left out: one is made. */
  readonly messageId?: string;
}

/** What became of a mail: LOGGED where no SMTP server is configured, so that the operator can hand it over. */
export type MailOutcome = 'SENT' | 'LOGGED' | 'FAILED';

/** Sends mails; never rejects. */
export interface Mailer {
  send(mail: Mail): Promise<MailOutcome>;
}

/** Where mails and their failures are written; pino's loggers fit. */
interface Log {
  info(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

const TIMEOUT_MS = 10_000;

/** Opens the way out for mails. A mail takes a connection of its own, and at most 10 seconds. */
export function createMailer(options: {
  readonly smtpUrl: string | undefined;
  readonly from: string | undefined;
  readonly log: Log;
  readonly timeoutMs?: number;
}): Mailer {
  const { smtpUrl, from, log, timeoutMs = TIMEOUT_MS } = options;
  if (smtpUrl === undefined) {
    return {
      send: async (mail) => {
        log.info({ mail }, 'A mail was not sent: KEYWATCH_SMTP_URL is not set. Hand it over yourself.');
        return 'LOGGED';
      },
    };
  }
  return {
    send: async (mail) => {
      const transport = createTransport({
        url: smtpUrl,
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        dnsTimeout: timeoutMs,
      });
      try {
        await within(timeoutMs, transport.sendMail({ ...mail, from }));
        return 'SENT';
      } catch (err) {
        log.error({ err, to: mail.to, subject: mail.subject }, 'A mail could not be sent.');
        return 'FAILED';
      } finally {
        transport.close();
      }
    },
  };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms.`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
