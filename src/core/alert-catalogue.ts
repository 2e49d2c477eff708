import type { Severity } from './alert.ts';
import { ALERT_KINDS, type AlertKind } from './alert-kind.ts';

/** What the figures of a kind are; NONE: it was found or was not, and there is nothing to compare. */
export const ALERT_FIGURES = ['NUMBER', 'SHARE', 'NONE'] as const;

export type AlertFigure = (typeof ALERT_FIGURES)[number];

/** A kind of alert as people read of it. */
export interface AlertKindEntry {
  readonly kind: AlertKind;
  readonly title: string;
  /** What it means. */
  readonly description: string;
  /** What to do about it. */
  readonly advice: string;
  readonly figures: AlertFigure;
  /** What the figures count; null: the sentence of the alert alone says it. */
  readonly unit: string | null;
  /** How severe it begins as a rule; null: as somebody set it. */
  readonly severity: Severity | null;
}

const CATALOGUE: Readonly<Record<AlertKind, Omit<AlertKindEntry, 'kind'>>> = {
  spike: {
    title: 'Spike of requests',
    description: 'Far more requests came in a minute than the key makes at this time of the week.',
    advice: 'Ask its owner. Where nobody knows of it, contain the key and look at where it was used from.',
    figures: 'NUMBER',
    unit: 'requests a minute',
    severity: 'WARNING',
  },
  sustained: {
    title: 'Slow rise',
    description:
      'For an hour, more requests came than expected, and from other sources than usual: so does a thief who avoids peaks.',
    advice: 'Look at the new sources. Where they are not the owner’s, rotate the key.',
    figures: 'NUMBER',
    unit: 'requests a minute',
    severity: 'WARNING',
  },
  error_rate: {
    title: 'More errors',
    description: 'A larger share of the key’s requests fails than usual.',
    advice:
      'Look at the endpoints that fail and at what its client changed last. Who tries out a stolen key also makes errors.',
    figures: 'SHARE',
    unit: 'of requests fail',
    severity: 'WARNING',
  },
  off_hours: {
    title: 'Used in hours of rest',
    description: 'Requests came at an hour in which the key usually rests.',
    advice: 'Ask its owner. Where nobody expected them, contain the key.',
    figures: 'NUMBER',
    unit: 'requests a minute',
    severity: 'WARNING',
  },
  source_fan_out: {
    title: 'Many addresses',
    description: 'Far more addresses use the key than it is known for at so many requests.',
    advice:
      'Look at where they are: the key may be shared or stolen. Where they are not the owner’s, rotate it.',
    figures: 'NUMBER',
    unit: 'addresses a minute',
    severity: 'WARNING',
  },
  denied_burst: {
    title: 'Burst of refusals',
    description:
      'Many requests were refused for their scope, server, environment or address: somebody may be trying out what the key opens.',
    advice:
      'Look at what was asked for. A client that was set up wrongly wants its key changed, anybody else contained.',
    figures: 'NUMBER',
    unit: 'refused in about ten minutes',
    severity: 'WARNING',
  },
  dormant: {
    title: 'Awake after long silence',
    description: 'The key is used again after two weeks of silence or more, longer than ever before.',
    advice: 'Ask its owner whether they took it up again. Where they did not, revoke it.',
    figures: 'NUMBER',
    unit: 'days of silence',
    severity: 'WARNING',
  },
  dead_key: {
    title: 'Dead key in use',
    description: 'A key that was revoked, suspended or deleted, or has expired, is still presented.',
    advice:
      'Find the client that holds it and give it another one. From unknown addresses, somebody has the secret.',
    figures: 'NUMBER',
    unit: 'requests in about ten minutes',
    severity: 'WARNING',
  },
  threshold: {
    title: 'Threshold crossed',
    description: 'A minute of a key had more than a threshold of the workspace allows.',
    advice: 'Look at what the key did. Where that was fine, raise the threshold that the alert names.',
    figures: 'NUMBER',
    unit: null,
    severity: null,
  },
  quota: {
    title: 'Quota nearly used',
    description: 'The key has used 80, 90 or 95 % of its quota.',
    advice: 'Raise the quota, or tell its owner before requests are refused.',
    figures: 'NUMBER',
    unit: 'requests',
    severity: 'INFO',
  },
  expiry: {
    title: 'Expires soon',
    description: 'The key expires within 30 days, 7 days or one day.',
    advice: 'Rotate it or extend it, or let it end where nobody needs it any more.',
    figures: 'NUMBER',
    unit: 'days left',
    severity: 'INFO',
  },
  unknown_keys: {
    title: 'Storm of unknown keys',
    description: 'Far more often than usual, keys were presented that the workspace does not have.',
    advice: 'Look at where they come from: somebody may be guessing, or a client was given a wrong key.',
    figures: 'NUMBER',
    unit: 'unknown keys a minute',
    severity: 'WARNING',
  },
  platform: {
    title: 'Errors on many keys',
    description: 'Many busy keys fail more than usual at once. They get no alerts of their own for it.',
    advice: 'Look at your servers, not at a key.',
    figures: 'SHARE',
    unit: 'of busy keys',
    severity: 'CRITICAL',
  },
  leak: {
    title: 'Key was leaked',
    description: 'The key was found where others can read it, and was suspended or revoked for it.',
    advice: 'Give its owner another key, and take the secret away from where it was found.',
    figures: 'NONE',
    unit: null,
    severity: 'CRITICAL',
  },
};

/** All kinds of alerts, in the order of ALERT_KINDS. */
export const ALERT_KIND_ENTRIES: readonly AlertKindEntry[] = ALERT_KINDS.map((kind) => ({
  kind,
  ...CATALOGUE[kind],
}));
