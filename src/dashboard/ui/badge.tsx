import type { ReactNode } from 'react';
import style from './badge.module.css';
import { classes } from './classes.ts';
import type { Tone } from './notice.tsx';

/** One word about the state of something; the colour says no more than the word. */
export function Badge({ tone, children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes(style['badge'], tone === undefined ? style['plain'] : style[tone])}>
      {children}
    </span>
  );
}

const SEVERITY_TONES = { CRITICAL: 'danger', WARNING: 'warning', INFO: 'info' } as const;

/** How bad an alert is. */
export function SeverityBadge({ severity }: { readonly severity: keyof typeof SEVERITY_TONES }) {
  return <Badge tone={SEVERITY_TONES[severity]}>{words(severity)}</Badge>;
}

const STATUS_TONES: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  OPEN: 'danger',
  ACKNOWLEDGED: 'warning',
  RESOLVED: 'good',
  SUSPENDED: 'warning',
  REVOKED: 'danger',
  DELIVERED: 'good',
  PENDING: 'info',
  FAILED: 'danger',
  EXPECTED: 'good',
  MALICIOUS: 'danger',
};

/** A status of a key, an alert, a server or a delivery. */
export function StatusBadge({ status }: { readonly status: string }) {
  const tone = STATUS_TONES[status];
  return tone === undefined ? <Badge>{words(status)}</Badge> : <Badge tone={tone}>{words(status)}</Badge>;
}

/** `READ_ONLY` as people write it: `Read only`. */
export function words(constant: string): string {
  const text = constant.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
