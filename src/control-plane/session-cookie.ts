import { claimedTokenKind } from '../core/access-token.ts';

/**
 * The cookie that holds a browser's session. Over HTTPS it is a `__Host-` cookie (RFC 6265bis section 4.1.3.2): no other
 * host of the domain can set or read it. Plain HTTP has to do without: browsers keep `Secure` cookies of
 * http://localhost at best, of no other plain address.
 */
export interface SessionCookie {
  /** The session that a Cookie header holds. */
  read(header: string | null): string | undefined;
  /** A Set-Cookie header that keeps a session, or forgets the one there is. */
  write(session: { readonly secret: string; readonly expiresAt: Date } | null): string;
}

export function createSessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-kw_session' : 'kw_session';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    read: (header) => {
      const pairs = (header ?? '').split(';').map((pair) => pair.trim());
      const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
      return value !== undefined && claimedTokenKind(value) === 'SESSION' ? value : undefined;
    },
    write: (session) =>
      session === null
        ? `${name}=; ${attributes}; Max-Age=0`
        : `${name}=${session.secret}; ${attributes}; Expires=${session.expiresAt.toUTCString()}`,
  };
}
