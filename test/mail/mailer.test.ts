import { describe, expect, test } from 'vitest';
import { createMailer } from '../../src/mail/mailer.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

const MAIL = {
  to: 'grace@example.com',
  subject: 'Invitation',
  text: 'Accept here:\nhttps://keys.example/#secret',
};

function openMailer(smtpUrl: string | undefined, timeoutMs?: number) {
  const logged: { level: string; detail: object }[] = [];
  const write = (level: string) => (detail: object) => void logged.push({ level, detail });
  const mailer = createMailer({
    smtpUrl,
    from: 'Keywatch <keys@example.com>',
    log: { info: write('info'), error: write('error') },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return { mailer, logged };
}

describe('a mail', () => {
  test('goes out over SMTP', async () => {
    const sink = await openSmtpSink();
    const { mailer, logged } = openMailer(sink.url);
    expect(await mailer.send(MAIL)).toBe('SENT');
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]).toContain('From: Keywatch <keys@example.com>');
    expect(sink.mails[0]).toContain('To: grace@example.com');
    expect(sink.mails[0]).toContain('https://keys.example/#secret');
    expect(logged).toEqual([]);
  });

  test('is written to the log where there is no SMTP server', async () => {
    const { mailer, logged } = openMailer(undefined);
    expect(await mailer.send(MAIL)).toBe('LOGGED');
    expect(logged).toEqual([{ level: 'info', detail: { mail: MAIL } }]);
  });

  test.each(['refusing', 'mute'] as const)('fails without a throw where the server is %s', async (mood) => {
    const sink = await openSmtpSink(mood);
    const { mailer, logged } = openMailer(sink.url, 300);
    expect(await mailer.send(MAIL)).toBe('FAILED');
    expect(logged).toMatchObject([{ level: 'error', detail: { to: MAIL.to } }]);
    expect(JSON.stringify(logged)).not.toContain('#secret');
  });

  test('fails where nobody listens', async () => {
    const { mailer } = openMailer('smtp://127.0.0.1:1');
    expect(await mailer.send(MAIL)).toBe('FAILED');
  });
});
