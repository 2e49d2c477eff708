/** How what is delivered to an endpoint is written. */
export const WEBHOOK_FORMATS = ['STANDARD', 'SLACK', 'TEAMS', 'PAGERDUTY', 'EMAIL'] as const;

export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** The scheme and host of an endpoint's address: its path may be a secret. Mail goes to addresses, not to a host. */
export function originOf(url: string): string {
  return url.startsWith('mailto:') ? 'mailto:' : new URL(url).origin;
}

/** The addresses that a `mailto:` URL names (RFC 6068). */
export function recipientsOf(url: string): string[] {
  return new URL(url).pathname.split(',').map((address) => decodeURIComponent(address).trim());
}
