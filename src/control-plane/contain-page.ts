import type { LinkOffer } from '../actions/contain-by-link.ts';

const STYLE = `:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 26rem; padding: 0 1rem; overflow-wrap: anywhere }
button { font: inherit; padding: .4rem 1rem }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: .2rem solid #999 }`;

/** The page loads nothing, runs nothing, stands in no frame, and its form goes nowhere else. */
export const CONTAIN_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

type Open = Extract<LinkOffer, { keyName: string }>;

const EFFECTS: Readonly<Record<Open['step'], string>> = {
  THROTTLE: 'Its limit is cut down.',
  READ_ONLY: 'It may only read from then on.',
  SUSPEND: 'It opens nothing from then on.',
};

/** Why a link offers nothing, and what to do next. */
const REFUSALS: Readonly<
  Record<Exclude<LinkOffer['state'], 'OPEN' | 'DONE'>, readonly [number, string, string]>
> = {
  FORGED: [
    400,
    'This link is not valid',
    'It is not whole, or not one of ours. Copy all of it, or open the alert in Keywatch.',
  ],
  EXPIRED: [410, 'This link has expired', 'Open the alert in Keywatch to contain the key.'],
  USED: [
    410,
    'This link was used',
    'Each works once. What it did is shown at the key in Keywatch, and can be undone there.',
  ],
  GONE: [410, 'There is nothing left to contain', 'The key was revoked or deleted, or the alert is gone.'],
  CONTAINED: [
    409,
    'The key is contained already',
    'By this step or a stricter one; the key in Keywatch shows which.',
  ],
};

/** The page behind a signed link: it says what the link does, and does it only when its button is pressed. */
export function containPage(
  offer: LinkOffer,
  token: string,
): { readonly status: number; readonly html: string } {
  if (offer.state === 'OPEN') return { status: 200, html: page('Contain a key?', question(offer, token)) };
  if (offer.state === 'DONE') {
    return { status: 200, html: page('The key is contained', `<p>${described(offer)}</p>${UNDO}`) };
  }
  const [status, title, text] = REFUSALS[offer.state];
  return { status, html: page(title, `<p>${text}</p>`) };
}

const UNDO = '<p>An admin can undo it in Keywatch at any time. You may close this page.</p>';

function question(offer: Open, token: string): string {
  return `<p>${described(offer)}</p>
<blockquote>${offer.severity}: ${named(offer.sentence)}</blockquote>
<form method="post" action="contain">
<input type="hidden" name="token" value="${escaped(token)}">
<button>Contain the key</button>
</form>
<p>Nothing happens before you press the button. An admin can undo it in Keywatch at any time.</p>`;
}

function described({ keyName, lastFour, workspaceName, step }: Open): string {
  return `The key “${named(keyName)}” (…${escaped(lastFour)}) of the workspace “${named(workspaceName)}”: ${EFFECTS[step]}`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Keywatch: ${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;
}

/** Whichever way it is written, what stands around it stays as it is. */
function named(text: string): string {
  return `<bdi>${escaped(text)}</bdi>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
