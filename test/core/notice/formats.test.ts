import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertEventPayload, withoutContainUrl } from '../../../src/core/alert-event.ts';
import { endpointTestPayload } from '../../../src/core/endpoint-event.ts';
import { writeMail } from '../../../src/core/notice/mail.ts';
import { readNotice } from '../../../src/core/notice/notice.ts';
import { writePagerDuty } from '../../../src/core/notice/pagerduty.ts';
import { writeSlack } from '../../../src/core/notice/slack.ts';
import { writeTeams } from '../../../src/core/notice/teams.ts';

const ROUTING_KEY = 'R'.repeat(32);
const AT = Date.parse('2026-11-21T09:30:00Z');

interface AlertTexts {
  readonly name?: string;
  readonly sentence?: string;
  readonly containUrl?: string;
}

function alertOf(text: AlertTexts, type: 'alert.opened' | 'alert.resolved') {
  return readNotice(payloadOf(text, type));
}

function payloadOf(text: AlertTexts, type: 'alert.opened' | 'alert.resolved') {
  const { name = 'CI', sentence = 'Key CI made 312 requests a minute; 6 were expected.', containUrl } = text;
  return alertEventPayload(
    type,
    {
      alertId: '019a0000-0000-7000-8000-000000000001',
      workspaceId: '019a0000-0000-7000-8000-000000000002',
      key: {
        id: '019a0000-0000-7000-8000-000000000003',
        name,
        prefix: 'kw_live_',
        lastFour: 'aB3d',
        ownerId: '019a0000-0000-7000-8000-000000000004',
      },
      kind: 'error_rate',
      topic: '',
      state: 'OPEN',
      resolution: null,
      verdict: null,
      actorId: null,
      severity: 'CRITICAL',
      since: AT,
      observed: 312,
      expected: 6.1234,
      lower: 1,
      upper: 30,
      score: 12,
      sentence,
      containUrl,
    },
    AT,
  );
}

/** What people may have named things: markup, line breaks and all of Unicode, of any length. */
const texts = fc.record({
  name: fc.string({ unit: 'binary', maxLength: 300 }),
  sentence: fc.oneof(fc.string({ unit: 'binary', maxLength: 9_000 }), fc.constant('&'.repeat(9_000))),
});

test('the link that contains the key is in what people get, and in nothing that is shown of a delivery', () => {
  const containUrl = 'https://keys.example/contain?token=a.b-c_d|<e>';
  const notice = alertOf({ containUrl }, 'alert.opened');
  expect(JSON.parse(writeSlack(notice))).toMatchObject({
    blocks: expect.arrayContaining([
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '<https://keys.example/contain?token=a.b-c_d%7C&lt;e&gt;|Contain this key>',
        },
      },
    ]),
  });
  expect(JSON.parse(writeTeams(notice))).toMatchObject({
    attachments: [
      { content: { actions: [{ type: 'Action.OpenUrl', title: 'Contain this key', url: containUrl }] } },
    ],
  });
  expect(JSON.parse(writePagerDuty(notice, ROUTING_KEY, 'delivery'))).toMatchObject({
    links: [{ href: containUrl, text: 'Contain this key' }],
  });
  expect(writeMail(notice).text).toContain(`Contain this key: ${containUrl}\n`);
  const shown = withoutContainUrl(payloadOf({ containUrl }, 'alert.opened'));
  expect(shown).toBe(payloadOf({}, 'alert.opened'));
});

describe('Slack', () => {
  interface SlackMessage {
    text: string;
    blocks: {
      type: string;
      text?: { type: string; text: string };
      fields?: { type: string; text: string }[];
    }[];
  }

  test('is written header, explanation, figures and context', () => {
    const { text, blocks } = JSON.parse(writeSlack(alertOf({}, 'alert.opened'))) as SlackMessage;
    expect(text).toMatch(/^:rotating_light: Alert: error rate of CI – Key CI made 312/);
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section', 'context']);
    expect(blocks[0]?.text).toEqual({ type: 'plain_text', text: 'Alert: error rate of CI', emoji: false });
    expect(blocks[2]?.fields?.map((field) => field.text)).toEqual([
      '*Severity*\nCRITICAL',
      '*Key*\nCI (kw_live_…aB3d)',
      '*Observed*\n312',
      '*Expected*\n6.12',
      '*Since*\n2026-11-21T09:30:00.000Z',
    ]);
  });

  test('is kept within its limits, and nobody is mentioned by a name', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { blocks, text: summary } = JSON.parse(
          writeSlack(alertOf(text, 'alert.opened')),
        ) as SlackMessage;
        expect(blocks[0]?.text?.text.length).toBeLessThanOrEqual(150);
        expect(blocks[0]?.text?.text.length).toBeGreaterThan(0);
        expect(blocks[1]?.text?.text.length).toBeLessThanOrEqual(3_000);
        const fields = blocks[2]?.fields ?? [];
        expect(fields.length).toBeLessThanOrEqual(10);
        for (const field of [...fields.map((each) => each.text), blocks[1]?.text?.text ?? '', summary]) {
          expect(field).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
          expect(field.length).toBeLessThanOrEqual(3_000);
        }
      }),
    );
  });
});

describe('Microsoft Teams', () => {
  interface TeamsMessage {
    attachments: {
      content: { body: { type: string; text?: string; facts?: { title: string; value: string }[] }[] };
    }[];
  }

  test('is sent a message with an Adaptive Card, and no card of the retired connectors', () => {
    const message: unknown = JSON.parse(writeTeams(alertOf({}, 'alert.opened')));
    expect(message).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            body: [
              { type: 'TextBlock', text: 'Alert: error rate of CI', color: 'Attention', wrap: true },
              { type: 'TextBlock', wrap: true },
              { type: 'FactSet', facts: expect.arrayContaining([{ title: 'Observed', value: '312' }]) },
              { type: 'TextBlock', isSubtle: true },
            ],
          },
        },
      ],
    });
    expect(JSON.stringify(message)).not.toContain('MessageCard');
  });

  test('is sent no more than 28 kB, and no markup of names', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const written = writeTeams(alertOf(text, 'alert.opened'));
        expect(Buffer.byteLength(written)).toBeLessThan(28_000);
        const { attachments } = JSON.parse(written) as TeamsMessage;
        const [title] = attachments[0]?.content.body ?? [];
        expect(title?.text?.replaceAll(/\\[^a-z0-9]/gi, '')).not.toMatch(/[[\]*_`]/);
      }),
    );
  });
});

describe('PagerDuty', () => {
  test('is told to trigger and to resolve the same incident', () => {
    const [opened, resolved] = (['alert.opened', 'alert.resolved'] as const).map((type): unknown =>
      JSON.parse(writePagerDuty(alertOf({}, type), ROUTING_KEY, 'delivery')),
    );
    const dedup_key = '019a0000-0000-7000-8000-000000000001';
    expect(opened).toMatchObject({
      routing_key: ROUTING_KEY,
      event_action: 'trigger',
      dedup_key,
      payload: {
        summary: expect.stringMatching(/^Alert: error rate of CI – /),
        source: 'keywatch:019a0000-0000-7000-8000-000000000002',
        severity: 'critical',
        timestamp: '2026-11-21T09:30:00.000Z',
        custom_details: { Observed: '312', Expected: '6.12' },
      },
    });
    expect(resolved).toMatchObject({ event_action: 'resolve', dedup_key });
  });

  test('is told of a test as an incident of its own, and of nothing that is no alert', () => {
    const endpoint = { workspaceId: 'w', endpointId: 'e', description: null, origin: 'https://a.example' };
    const trial = readNotice(endpointTestPayload(endpoint, new Date(AT)));
    expect(JSON.parse(writePagerDuty(trial, ROUTING_KEY, 'delivery'))).toMatchObject({
      event_action: 'trigger',
      dedup_key: 'delivery',
      payload: { severity: 'info' },
    });
    expect(() => writePagerDuty({ ...trial, type: 'key.expiring' }, ROUTING_KEY, 'delivery')).toThrow(
      'no use',
    );
  });

  test('is told a summary of at most 1,024 characters', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { payload } = JSON.parse(
          writePagerDuty(alertOf(text, 'alert.opened'), ROUTING_KEY, 'delivery'),
        ) as { payload: { summary: string } };
        expect(payload.summary.length).toBeLessThanOrEqual(1_024);
        expect(payload.summary.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('a mail', () => {
  test('has a subject of one line, whatever a key is called', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { subject } = writeMail(alertOf(text, 'alert.opened'));
        expect(subject).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
        expect(subject.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  test('says what happened, to which key, and by how much', () => {
    expect(writeMail(alertOf({}, 'alert.opened'))).toEqual({
      subject: '[Keywatch] CRITICAL: Alert: error rate of CI',
      text: [
        'Key CI made 312 requests a minute; 6 were expected.',
        '',
        'Severity: CRITICAL',
        'Key: CI (kw_live_…aB3d)',
        'Observed: 312',
        'Expected: 6.12',
        'Since: 2026-11-21T09:30:00.000Z',
        'When: 2026-11-21T09:30:00.000Z',
        'Event: alert.opened',
        '',
      ].join('\n'),
    });
  });
});
