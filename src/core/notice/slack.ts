import { CONTAIN_LABEL, type Notice, shortened } from './notice.ts';

/** Lengths that Slack takes: a header's text, a section's text and each of its fields, of which it may have ten. */
const HEADER_MAX = 150;
const TEXT_MAX = 3_000;
const FIELD_MAX = 2_000;
const FIELDS_MAX = 10;

const MARKS = { INFO: ':information_source:', WARNING: ':warning:', CRITICAL: ':rotating_light:' } as const;

/**
 * Writes an event for a Slack incoming webhook, in blocks; `text` is what notifications show (docs.slack.dev,
 * "Sending messages using incoming webhooks", "Block Kit"). What people have named cannot mention or link anything.
 */
export function writeSlack(notice: Notice): string {
  const mark = notice.type === 'alert.resolved' ? ':white_check_mark:' : MARKS[notice.severity];
  const fields = notice.facts.slice(0, FIELDS_MAX).map(([name, value]) => ({
    type: 'mrkdwn',
    text: fitted(`*${name}*\n`, value, FIELD_MAX),
  }));
  return JSON.stringify({
    text: fitted(`${mark} `, `${notice.title} – ${notice.text}`, TEXT_MAX),
    unfurl_links: false,
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: shortened(notice.title, HEADER_MAX), emoji: false },
      },
      { type: 'section', text: { type: 'mrkdwn', text: fitted(`${mark} `, notice.text, TEXT_MAX) } },
      ...(fields.length === 0 ? [] : [{ type: 'section', fields }]),
      ...(notice.containUrl === null ? [] : [linkTo(notice.containUrl)]),
      {
        type: 'context',
        elements: [{ type: 'plain_text', text: `Keywatch · ${notice.type} · ${notice.at}` }],
      },
    ],
  });
}

/** A link, since a button would want an app that answers it. Slack looks for no more than its first `|`. */
function linkTo(url: string) {
  const text = `<${escaped(url.replaceAll('|', '%7C'))}|${CONTAIN_LABEL}>`;
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** Escapes may make a text five times as long: it is cut before, and then again by half until it fits. */
function fitted(head: string, text: string, lengthMax: number): string {
  for (let length = lengthMax - head.length; ; length = Math.floor(length / 2)) {
    const written = head + escaped(shortened(text, length));
    if (written.length <= lengthMax) return written;
  }
}

/** The three characters that Slack's markup takes for its own. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
