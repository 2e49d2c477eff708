import { describe, expect, test } from 'vitest';
import { ChangePassword, RevokeOtherSessions, RevokeSession, Sessions } from '../support/documents/people.ts';
import { SignIn, Viewer } from '../support/documents.ts';
import { createToken } from '../support/gateway.ts';
import { ask, execute, PASSWORD, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

const NOBODY = '019a0000-0000-7000-8000-000000000000';
const NEW_PASSWORD = 'another horse, another battery';

describe('the sessions of somebody', () => {
  test('are listed with where they were opened, and ended one by one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    const response = await fetch(new URL('/graphql', keywatch.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `Lynx/2.9 ${'x'.repeat(400)}` },
      body: JSON.stringify({
        query: SignIn.toString(),
        variables: { email: ada.email, password: PASSWORD },
      }),
    });
    const { data } = (await response.json()) as { data: { signIn: { token: string } } };
    const sessions = await ask(keywatch, Sessions, {}, ada.token);
    expect(sessions).toMatchObject([
      {
        ip: '127.0.0.1',
        userAgent: expect.stringMatching(/^Lynx\/2\.9 x{247}$/),
        current: false,
        lastUsedAt: null,
      },
      { ip: '127.0.0.1', current: true },
    ]);
    const sessionId = sessions[0]?.id ?? '';
    const other = await signUp(keywatch, 'Mallory');
    const unknown = await ask(keywatch, RevokeSession, { sessionId: NOBODY }, ada.token);
    expect(unknown).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask(keywatch, RevokeSession, { sessionId }, other.token)).toEqual(unknown);
    expect(await statusOf(keywatch, data.signIn.token)).toBe(200);
    success(await ask(keywatch, RevokeSession, { sessionId }, ada.token));
    expect(await statusOf(keywatch, data.signIn.token)).toBe(401);
    const own = (await ask(keywatch, Sessions, {}, ada.token))[0]?.id ?? '';
    const { headers } = await execute(keywatch, RevokeSession, { sessionId: own }, ada.token);
    expect(headers.get('set-cookie')).toMatch(/Max-Age=0$/);
    expect(await statusOf(keywatch, ada.token)).toBe(401);
  });

  test('are ended all at once but for the one that asks, and nobody else’s', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const [tenant, other] = [await seedTenant(keywatch), await signUp(keywatch, 'Mallory')];
    const machine = await createToken(keywatch, tenant, 'ADMIN');
    const more = [await signInAgain(keywatch, tenant.email), await signInAgain(keywatch, tenant.email)];
    expect(await ask(keywatch, RevokeOtherSessions, {}, machine)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await execute(keywatch, Sessions, {}, machine)).toMatchObject({ codes: ['FORBIDDEN'] });
    expect(await ask(keywatch, RevokeOtherSessions, {}, tenant.token)).toMatchObject({ endedSessions: 2 });
    for (const token of more) expect(await statusOf(keywatch, token)).toBe(401);
    for (const token of [tenant.token, machine, other.token])
      expect(await statusOf(keywatch, token)).toBe(200);
  });

  test('are not listed once they ended', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    const token = await signInAgain(keywatch, ada.email);
    await sql(
      keywatch.databaseUrl,
      "UPDATE access_tokens SET expires_at = now() - interval '1 day' WHERE id IN (SELECT id FROM access_tokens WHERE user_id = $1 ORDER BY created_at LIMIT 1)",
      [ada.id],
    );
    expect(await ask(keywatch, Sessions, {}, token)).toHaveLength(1);
  });
});

describe('a new password', () => {
  test('ends all other sessions and nothing else, and the old one opens nothing', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const machine = await createToken(keywatch, tenant, 'ADMIN');
    const second = await signInAgain(keywatch, tenant.email);
    const given = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect(await ask(keywatch, ChangePassword, given, tenant.token)).toMatchObject({ endedSessions: 1 });
    expect(await statusOf(keywatch, second)).toBe(401);
    for (const token of [tenant.token, machine]) expect(await statusOf(keywatch, token)).toBe(200);
    const { email } = tenant;
    expect(await ask(keywatch, SignIn, { email, password: PASSWORD })).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    success(await ask(keywatch, SignIn, { email, password: NEW_PASSWORD }));
  });

  test('is outrun by no sign-in with the old one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    const passwords = { changed: false };
    const tokens: string[] = [];
    const signInOn = async () => {
      while (!passwords.changed) {
        const answer = await ask(keywatch, SignIn, { email: ada.email, password: PASSWORD });
        if (answer.__typename === 'SignInSuccess') tokens.push(answer.token);
      }
    };
    const signingIn = [signInOn(), signInOn(), signInOn()];
    const given = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const answer = await ask(keywatch, ChangePassword, given, ada.token);
    passwords.changed = true;
    await Promise.all(signingIn);
    success(answer);
    const statuses = await Promise.all(tokens.map(async (token) => await statusOf(keywatch, token)));
    expect(statuses.filter((status) => status !== 401)).toEqual([]);
  });

  test('is not set by somebody who does not know the old one, and guessing ends soon', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    const change = async (currentPassword: string, newPassword: string) =>
      await ask(keywatch, ChangePassword, { currentPassword, newPassword }, ada.token);
    expect(await change(PASSWORD, 'x')).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'newPassword: must have at least 12 characters',
    });
    for (const wrong of [
      'x',
      'y'.repeat(5_000),
      ...Array.from({ length: 8 }, (_, guess) => `guess ${guess}`),
    ]) {
      expect(await change(wrong, NEW_PASSWORD)).toEqual({
        __typename: 'Refusal',
        code: 'SIGN_IN_FAILED',
        message: 'currentPassword: is wrong; check it and try again.',
      });
    }
    expect(await change(PASSWORD, NEW_PASSWORD)).toMatchObject({ code: 'SIGN_IN_THROTTLED' });
    expect(await statusOf(keywatch, ada.token)).toBe(200);
  });
});

async function signInAgain(keywatch: TestKeywatch, email: string): Promise<string> {
  return success(await ask(keywatch, SignIn, { email, password: PASSWORD })).token;
}

async function statusOf(keywatch: TestKeywatch, token: string): Promise<number> {
  return (await execute(keywatch, Viewer, {}, token)).status;
}
