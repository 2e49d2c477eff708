import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SignIn, SignOut, SignUp, Viewer } from '../support/documents.ts';
import { ask, execute, PASSWORD, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

describe('an account', () => {
  test('is made by signing up, opens by signing in, and closes by signing out', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    expect(await ask(keywatch, Viewer, {}, ada.token)).toEqual({
      id: ada.id,
      email: ada.email,
      name: 'Ada',
      workspaces: [],
    });
    const again = success(
      await ask(keywatch, SignIn, { email: ada.email.toUpperCase(), password: PASSWORD }),
    );
    expect(again).toMatchObject({ user: { id: ada.id }, token: expect.stringMatching(/^kwt_ses_/) });
    const days = (Date.parse(again.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);

    expect(success(await ask(keywatch, SignOut, {}, again.token))).toMatchObject({ signedOut: true });
    expect(await execute(keywatch, Viewer, {}, again.token)).toMatchObject({
      status: 401,
      codes: ['TOKEN_INVALID'],
    });
    expect(await ask(keywatch, Viewer, {}, ada.token)).toMatchObject({ id: ada.id });
  });

  test('keeps neither its password nor its session in the database', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    const rows = await sql(
      keywatch.databaseUrl,
      'SELECT users.*, digest FROM users JOIN access_tokens ON user_id = users.id WHERE users.id = $1',
      [ada.id],
    );
    expect(rows).toMatchObject([{ password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,/) }]);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toContain(ada.token);
  });

  test('is not told apart from none by a failed attempt, and guessing ends soon', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    const wrong = { email: ada.email, password: 'wrong wrong wrong' };
    const unknown = { email: `${randomUUID()}@example.com`, password: PASSWORD };
    const answers = [await ask(keywatch, SignIn, wrong), await ask(keywatch, SignIn, unknown)];
    expect(answers[0]).toMatchObject({ __typename: 'Refusal', code: 'SIGN_IN_FAILED' });
    expect(answers[1]).toEqual(answers[0]);
    for (let attempt = 2; attempt <= 10; attempt += 1) {
      expect(await ask(keywatch, SignIn, wrong)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    }
    expect(await ask(keywatch, SignIn, wrong)).toMatchObject({ code: 'SIGN_IN_THROTTLED' });
    expect(await ask(keywatch, SignIn, { ...wrong, password: PASSWORD })).toMatchObject({
      code: 'SIGN_IN_THROTTLED',
    });
    const other = await signUp(keywatch, 'Grace');
    for (let visit = 0; visit < 12; visit += 1) {
      success(await ask(keywatch, SignIn, { email: other.email, password: PASSWORD }));
    }
  });

  test.each([
    [{ email: 'no address' }, 'INVALID_INPUT', 'email: must be an e-mail address'],
    [{ password: 'short' }, 'INVALID_INPUT', 'password: must have at least 12 characters'],
    [{ name: ' ' }, 'INVALID_INPUT', 'name: must not be empty'],
  ])('is not made of %j', async (fields, code, message) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const given = { email: `${randomUUID()}@example.com`, name: 'Ada', password: PASSWORD, ...fields };
    expect(await ask(keywatch, SignUp, given)).toEqual({ __typename: 'Refusal', code, message });
  });

  test('is made once per e-mail address, also by two at once', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const given = { email: `${randomUUID()}@example.com`, name: 'Ada', password: PASSWORD };
    const answers = await Promise.all([
      ask(keywatch, SignUp, given),
      ask(keywatch, SignUp, { ...given, email: given.email.toUpperCase() }),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Refusal', 'SignUpSuccess']);
    expect(answers).toContainEqual(expect.objectContaining({ code: 'EMAIL_TAKEN' }));
  });

  test('is not made where sign-up is closed', async () => {
    const keywatch = await startKeywatch({ role: 'api', signUp: 'closed' });
    const given = { email: `${randomUUID()}@example.com`, name: 'Ada', password: PASSWORD };
    expect(await ask(keywatch, SignUp, given)).toMatchObject({ code: 'SIGN_UP_CLOSED' });
  });
});

describe('the session of a browser', () => {
  test('is a cookie that scripts cannot read and other sites do not send', async () => {
    const keywatch = await startKeywatch({ role: 'api', publicUrl: 'https://keywatch.example' });
    const tenant = await seedTenant(keywatch);
    const { headers } = await execute(keywatch, SignIn, { email: tenant.email, password: PASSWORD });
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Host-kw_session=kwt_ses_\w+; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/,
    );
    const withCookie = async (body: unknown) =>
      await fetch(new URL('/graphql', keywatch.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: cookie.split(';', 1)[0] ?? '' },
        body: JSON.stringify(body),
      });
    const viewed = await withCookie({ query: '{ viewer { id } }' });
    expect(await viewed.json()).toEqual({ data: { viewer: { id: tenant.id } } });
    const left = await withCookie({ query: 'mutation { signOut { __typename } }' });
    expect(left.headers.get('set-cookie')).toMatch(/^__Host-kw_session=; .*Max-Age=0$/);
    const after = await withCookie({ query: '{ viewer { id } }' });
    expect(await after.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('has a plain cookie where people come over plain HTTP', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { email } = await signUp(keywatch);
    const { headers } = await execute(keywatch, SignIn, { email, password: PASSWORD });
    expect(headers.get('set-cookie')).toMatch(
      /^kw_session=kwt_ses_\w+; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
    );
  });
});
