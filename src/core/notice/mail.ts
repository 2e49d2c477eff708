import { CONTAIN_LABEL, type Notice, shortened } from './notice.ts';

const SUBJECT_MAX = 200;

/** Writes an event as a mail in plain text. The subject is one line. */
export function writeMail(notice: Notice): { readonly subject: string; readonly text: string } {
  const facts = notice.facts.map(([name, value]) => `${name}: ${value}`);
  const links = notice.containUrl === null ? [] : [`${CONTAIN_LABEL}: ${notice.containUrl}`, ''];
  return {
    subject: shortened(`[Keywatch] ${notice.severity}: ${notice.title}`, SUBJECT_MAX),
    text: [notice.text, '', ...links, ...facts, `When: ${notice.at}`, `Event: ${notice.type}`, ''].join('\n'),
  };
}
