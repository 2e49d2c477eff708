import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import {
  ConfirmSecondFactor,
  DisableSecondFactor,
  RenewRecoveryCodes,
  SignInWithCode,
  StartSecondFactor,
  ViewerSecurity,
} from '../support/documents/people.ts';
import { Viewer } from '../support/documents.ts';
import { ask, execute, PASSWORD, type Person, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

const FAILED = { __typename: 'Refusal', code: 'SECOND_FACTOR_FAILED' };

/** The code of a step from now: 0 is the present one. Ones to come stay good where a step ends during the test. */
function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
}

interface Guarded extends Person {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  signIn(code?: string): Promise<{ __typename: string; token?: string; code?: string; message?: string }>;
}

async function seedGuarded(keywatch: TestKeywatch): Promise<Guarded> {
  const person = await signUp(keywatch);
  const { secret } = success(await ask(keywatch, StartSecondFactor, { password: PASSWORD }, person.token));
  const { recoveryCodes } = success(
    await ask(keywatch, ConfirmSecondFactor, { code: codeOf(secret) }, person.token),
  );
  return {
    ...person,
    secret,
    recoveryCodes,
    signIn: async (code) =>
      await ask(keywatch, SignInWithCode, { email: person.email, password: PASSWORD, code }),
  };
}

describe('a second factor', () => {
  test('is on once a code confirms it, and ends the sessions that came without', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await signUp(keywatch);
    const before = success(await ask(keywatch, SignInWithCode, { email: ada.email, password: PASSWORD }));
    expect(await ask(keywatch, StartSecondFactor, { password: 'x' }, ada.token)).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(await ask(keywatch, ConfirmSecondFactor, { code: '123456' }, ada.token)).toMatchObject({
      code: 'SECOND_FACTOR_STATE',
    });
    const { secret, uri } = success(
      await ask(keywatch, StartSecondFactor, { password: PASSWORD }, ada.token),
    );
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(decodeURIComponent(uri)).toContain(`otpauth://totp/Keywatch:${ada.email}?issuer=Keywatch`);
    expect(uri).toContain(`secret=${secret}`);
    const rows = await sql(keywatch.databaseUrl, 'SELECT sealed_totp FROM users WHERE id = $1', [ada.id]);
    const [{ sealed_totp: sealed }] = rows as [{ sealed_totp: Buffer }];
    expect(sealed.toString('latin1')).not.toContain(secret);

    success(await ask(keywatch, SignInWithCode, { email: ada.email, password: PASSWORD }));
    expect(await ask(keywatch, ConfirmSecondFactor, { code: 'abc' }, ada.token)).toMatchObject(FAILED);
    const spaced = codeOf(secret).replace(/^(...)/, ' $1 ');
    const confirmed = success(await ask(keywatch, ConfirmSecondFactor, { code: spaced }, ada.token));
    expect(confirmed.endedSessions).toBe(2);
    expect(new Set(confirmed.recoveryCodes).size).toBe(10);
    expect(confirmed.recoveryCodes[0]).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    expect((await execute(keywatch, Viewer, {}, before.token)).status).toBe(401);
    expect(await ask(keywatch, ViewerSecurity, {}, ada.token)).toEqual({
      secondFactor: true,
      recoveryCodesLeft: 10,
      operator: false,
    });
    expect(await ask(keywatch, StartSecondFactor, { password: PASSWORD }, ada.token)).toMatchObject({
      code: 'SECOND_FACTOR_STATE',
    });
  });

  test('is asked for after the right password only', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await seedGuarded(keywatch);
    for (const code of [undefined, '', ' ']) {
      expect(await ada.signIn(code)).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    }
    const wrong = { email: ada.email, password: 'wrong wrong wrong', code: codeOf(ada.secret, 1) };
    expect(await ask(keywatch, SignInWithCode, wrong)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await ada.signIn(codeOf(ada.secret, 1))).toMatchObject({ __typename: 'SignInSuccess' });
  });

  test('takes each code once, also of two that come at once, and none of before', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await seedGuarded(keywatch);
    expect(await ada.signIn(codeOf(ada.secret))).toMatchObject(FAILED);
    const code = codeOf(ada.secret, 1);
    const answers = await Promise.all([ada.signIn(code), ada.signIn(code), ada.signIn(code)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'Refusal',
      'Refusal',
      'SignInSuccess',
    ]);
    expect(
      await sql(keywatch.databaseUrl, 'SELECT 1 FROM access_tokens WHERE user_id = $1', [ada.id]),
    ).toHaveLength(2);
    expect(await ada.signIn(codeOf(ada.secret, 20))).toMatchObject(FAILED);
  });

  test('is replaced by a recovery code, each once', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const ada = await seedGuarded(keywatch);
    const [first = '', second = ''] = ada.recoveryCodes;
    expect(await ada.signIn(first.toUpperCase().replaceAll('-', ' '))).toMatchObject({
      __typename: 'SignInSuccess',
    });
    expect(await ada.signIn(first)).toMatchObject(FAILED);
    const answers = await Promise.all([ada.signIn(second), ada.signIn(second)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Refusal', 'SignInSuccess']);
    expect(await ask(keywatch, ViewerSecurity, {}, ada.token)).toMatchObject({ recoveryCodesLeft: 8 });
    const rows = await sql(keywatch.databaseUrl, 'SELECT digest FROM recovery_codes');
    expect(JSON.stringify(rows)).not.toContain(ada.recoveryCodes[3]);
    const other = await seedGuarded(keywatch);
    expect(await other.signIn(ada.recoveryCodes[2])).toMatchObject(FAILED);
  });

  test('gets new recovery codes and is turned off with password and code', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const ada = await seedGuarded(keywatch);
    const [first = '', second = ''] = ada.recoveryCodes;
    const renew = async (password: string, code: string) =>
      await ask(keywatch, RenewRecoveryCodes, { password, code }, ada.token);
    expect(await renew('x', first)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await renew(PASSWORD, '000')).toMatchObject(FAILED);
    const { recoveryCodes } = success(await renew(PASSWORD, first));
    expect(await renew(PASSWORD, second)).toMatchObject(FAILED);
    const off = { password: PASSWORD, code: recoveryCodes[0] ?? '' };
    expect(await ask(keywatch, DisableSecondFactor, off, ada.token)).toMatchObject({ disabled: true });
    expect(await ask(keywatch, DisableSecondFactor, off, ada.token)).toMatchObject({
      code: 'SECOND_FACTOR_STATE',
    });
    expect(await ada.signIn()).toMatchObject({ __typename: 'SignInSuccess' });
    expect(await ask(keywatch, ViewerSecurity, {}, ada.token)).toMatchObject({
      secondFactor: false,
      recoveryCodesLeft: 0,
    });
    expect(
      await sql(
        keywatch.databaseUrl,
        "SELECT action FROM audit_events WHERE action LIKE 'user.%factor%' ORDER BY id",
      ),
    ).toEqual([
      { action: 'user.second_factor_started' },
      { action: 'user.second_factor_confirmed' },
      { action: 'user.second_factor_disabled' },
    ]);
  });

  test('is not guessed: of 200 wrong codes few are looked at', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const ada = await seedGuarded(keywatch);
    const codes: (string | undefined)[] = [];
    for (let guess = 0; guess < 200; guess += 1) codes.push((await ada.signIn(`${100_000 + guess}x`)).code);
    expect(codes.filter((code) => code === 'SECOND_FACTOR_FAILED').length).toBeLessThanOrEqual(10);
    expect(codes.slice(10).every((code) => code === 'SIGN_IN_THROTTLED')).toBe(true);
    expect(await ada.signIn(codeOf(ada.secret, 1))).toMatchObject({ code: 'SIGN_IN_THROTTLED' });
  });
});
