import { CONTAIN_LABEL, type Notice, shortened } from './notice.ts';

/** A message may have 28 kB; each text is cut far below that. */
const TITLE_MAX = 200;
const TEXT_MAX = 4_000;
const VALUE_MAX = 500;

const COLOURS = { INFO: 'Accent', WARNING: 'Warning', CRITICAL: 'Attention' } as const;

/**
 * Writes an event as an Adaptive Card for a Microsoft Teams webhook made with Workflows ("Post to a channel when a webhook
 * request is received"), which takes a message with the card attached. The Office 365 connectors before it are retired.
 */
export function writeTeams(notice: Notice): string {
  const colour = notice.type === 'alert.resolved' ? 'Good' : COLOURS[notice.severity];
  const facts = notice.facts.map(([title, value]) => ({ title, value: plain(shortened(value, VALUE_MAX)) }));
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          ...(notice.containUrl === null
            ? {}
            : { actions: [{ type: 'Action.OpenUrl', title: CONTAIN_LABEL, url: notice.containUrl }] }),
          body: [
            {
              type: 'TextBlock',
              text: plain(shortened(notice.title, TITLE_MAX)),
              size: 'Large',
              weight: 'Bolder',
              color: colour,
              wrap: true,
            },
            { type: 'TextBlock', text: plain(shortened(notice.text, TEXT_MAX)), wrap: true },
            ...(facts.length === 0 ? [] : [{ type: 'FactSet', facts }]),
            {
              type: 'TextBlock',
              text: `Keywatch · ${notice.type} · ${notice.at}`,
              size: 'Small',
              isSubtle: true,
              wrap: true,
            },
          ],
        },
      },
    ],
  });
}

/** A TextBlock reads Markdown: what people have named must not become links, lists or emphasis. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]()#+\-!~>|]/g, (mark) => `\\${mark}`);
}
