/**
 * Where to go after signing in: the `next` of the URL's query where it is a path of this Keywatch, else the beginning. Other
 * sites are never gone to, however they are written (CWE-601).
 */
export function nextOf(search: string, origin: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  if (!/^\/(?![/\\])/.test(next) || !URL.canParse(next, origin)) return '/';
  const url = new URL(next, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : '/';
}
