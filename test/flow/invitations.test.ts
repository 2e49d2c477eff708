import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  AcceptInvitation,
  AcceptInvitationAsNewUser,
  Invitation,
  Invitations,
  InviteMember,
  Members,
  RemoveMember,
  WithdrawInvitation,
} from '../support/documents/people.ts';
import { Viewer } from '../support/documents.ts';
import { ask, execute, PASSWORD, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch } from '../support/keywatch.ts';
import { invite, seedMember } from '../support/members.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';
import { sql } from '../support/sql.ts';

const INVALID = { __typename: 'Refusal', code: 'INVITATION_INVALID' };

describe('an invitation', () => {
  test('is sent by mail, shown to whoever holds the link, and makes a member once', async () => {
    const sink = await openSmtpSink();
    const keywatch = await startKeywatch({
      role: 'api',
      publicUrl: 'https://keys.example/',
      smtpUrl: sink.url,
      mailFrom: 'keys@example.com',
    });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const grace = await signUp(keywatch, 'Grace');
    const given = { workspaceId, email: ` ${grace.email.toUpperCase()} `, role: 'VIEWER' as const };
    const made = success(await ask(keywatch, InviteMember, given, token));
    expect(made).toMatchObject({
      invitation: { email: grace.email, role: 'VIEWER', invitedBy: { id: tenant.id } },
      mail: 'SENT',
    });
    expect(made.link).toMatch(/^https:\/\/keys\.example\/invitation#kwt_inv_\w{49}$/);
    const days = (Date.parse(made.invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.replaceAll('=\r\n', '')).toContain(made.link);

    const secret = made.link.split('#')[1] ?? '';
    const offer = { workspaceName: 'Octolane', role: 'VIEWER', email: grace.email, inviterName: 'Ada' };
    expect(await ask(keywatch, Invitation, { secret })).toMatchObject(offer);
    expect(await ask(keywatch, Invitation, { secret }, grace.token)).toMatchObject(offer);
    const rows = await sql(keywatch.databaseUrl, 'SELECT * FROM invitations');
    expect(JSON.stringify(rows)).not.toContain(secret);

    expect(await ask(keywatch, AcceptInvitation, { secret }, token)).toMatchObject(INVALID);
    const joined = success(await ask(keywatch, AcceptInvitation, { secret }, grace.token));
    expect(joined).toMatchObject({ role: 'VIEWER', workspace: { id: workspaceId, memberCount: 2 } });
    expect(await ask(keywatch, AcceptInvitation, { secret }, grace.token)).toMatchObject(INVALID);
    expect(await execute(keywatch, Invitation, { secret })).toMatchObject({ codes: ['INVITATION_INVALID'] });
    expect(await ask(keywatch, Viewer, {}, grace.token)).toMatchObject({
      workspaces: [{ id: workspaceId, role: 'VIEWER' }],
    });
  });

  test('of somebody without an account makes one, also where sign-up is closed', async () => {
    const open = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(open);
    const keywatch = await startKeywatch({ role: 'api', signUp: 'closed', databaseUrl: open.databaseUrl });
    const email = `${randomUUID()}@example.com`;
    const secret = await invite(keywatch, tenant, email);
    const short = { secret, name: 'Grace', password: 'x' };
    expect(await ask(keywatch, AcceptInvitationAsNewUser, short)).toEqual({
      __typename: 'Refusal',
      code: 'INVALID_INPUT',
      message: 'password: must have at least 12 characters',
    });
    const given = { secret, name: 'Grace', password: PASSWORD };
    const answers = await Promise.all([
      ask(keywatch, AcceptInvitationAsNewUser, given),
      ask(keywatch, AcceptInvitationAsNewUser, given),
    ]);
    expect(answers.map((each) => each.__typename).sort()).toEqual([
      'AcceptInvitationAsNewUserSuccess',
      'Refusal',
    ]);
    expect(answers).toContainEqual(expect.objectContaining({ code: 'INVITATION_INVALID' }));
    const [made] = answers.flatMap((each) => (each.__typename === 'Refusal' ? [] : [each]));
    expect(made).toMatchObject({
      user: { email, name: 'Grace' },
      workspaceId: tenant.workspaceId,
      role: 'MEMBER',
    });
    expect(await ask(keywatch, Viewer, {}, made?.token)).toMatchObject({
      email,
      workspaces: [{ id: tenant.workspaceId, role: 'MEMBER' }],
    });
  });

  test('of somebody with an account is not taken over by a new one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const grace = await signUp(keywatch, 'Grace');
    const secret = await invite(keywatch, tenant, grace.email);
    const given = { secret, name: 'Mallory', password: PASSWORD };
    expect(await ask(keywatch, AcceptInvitationAsNewUser, given)).toMatchObject({ code: 'EMAIL_TAKEN' });
    success(await ask(keywatch, AcceptInvitation, { secret }, grace.token));
  });

  test('makes one membership where it is accepted twice at once', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const grace = await signUp(keywatch, 'Grace');
    const secret = await invite(keywatch, tenant, grace.email);
    const answers = await Promise.all(
      [1, 2, 3].map(async () => await ask(keywatch, AcceptInvitation, { secret }, grace.token)),
    );
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AcceptInvitationSuccess',
      'Refusal',
      'Refusal',
    ]);
    expect(
      await sql(keywatch.databaseUrl, 'SELECT 1 FROM memberships WHERE user_id = $1', [grace.id]),
    ).toHaveLength(1);
  });

  test('is replaced by a second one, can be withdrawn, and ends', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const grace = await signUp(keywatch, 'Grace');
    const first = await invite(keywatch, tenant, grace.email, 'VIEWER');
    const second = await invite(keywatch, tenant, grace.email, 'ADMIN');
    expect(await ask(keywatch, AcceptInvitation, { secret: first }, grace.token)).toMatchObject(INVALID);
    const { edges } = await ask(keywatch, Invitations, { workspaceId }, token);
    expect(edges.map(({ node }) => node)).toMatchObject([{ email: grace.email, role: 'ADMIN' }]);
    const withdrawal = { workspaceId, invitationId: edges[0]?.node.id ?? '' };
    success(await ask(keywatch, WithdrawInvitation, withdrawal, token));
    expect(await ask(keywatch, WithdrawInvitation, withdrawal, token)).toMatchObject({
      code: 'NOT_FOUND',
      message: 'invitationId: there is no such invitation in this workspace.',
    });
    expect(await ask(keywatch, AcceptInvitation, { secret: second }, grace.token)).toMatchObject(INVALID);
    const third = await invite(keywatch, tenant, grace.email);
    await sql(keywatch.databaseUrl, "UPDATE invitations SET expires_at = now() - interval '1 second'");
    expect(await ask(keywatch, AcceptInvitation, { secret: third }, grace.token)).toMatchObject(INVALID);
    for (const secret of [third, '', 'kwt_inv_made-up']) {
      expect(await execute(keywatch, Invitation, { secret })).toMatchObject({
        codes: ['INVITATION_INVALID'],
      });
    }
  });

  test('is made by admins, of owners by owners, and of no member', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const admin = await seedMember(keywatch, tenant, 'ADMIN');
    const viewer = await seedMember(keywatch, tenant, 'VIEWER');
    const email = `${randomUUID()}@example.com`;
    const asked = async (given: { email?: string; role: 'OWNER' | 'ADMIN' }, token: string) =>
      await ask(keywatch, InviteMember, { workspaceId, email, ...given }, token);
    expect(await asked({ role: 'OWNER' }, admin.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await asked({ role: 'ADMIN' }, viewer.token)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await asked({ role: 'OWNER' }, tenant.token)).toMatchObject({ mail: 'LOGGED' });
    expect(await asked({ role: 'ADMIN' }, admin.token)).toMatchObject({ mail: 'LOGGED' });
    for (const member of [admin, viewer]) {
      expect(await asked({ role: 'ADMIN', email: member.email }, admin.token)).toMatchObject({
        code: 'ALREADY_MEMBER',
        message: 'email: is a member already; change their role instead.',
      });
    }
    expect(await asked({ role: 'ADMIN', email: 'nobody' }, admin.token)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'email: must be an e-mail address',
    });
    const unknownRole = `mutation { inviteMember(workspaceId: "${workspaceId}", email: "${email}", role: KING) { __typename } }`;
    expect(await execute(keywatch, unknownRole, {}, admin.token)).toMatchObject({
      codes: ['GRAPHQL_VALIDATION_FAILED'],
    });
  });

  test('brings somebody back who had left, and is gone with whoever made it', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId, token } = tenant;
    const admin = await seedMember(keywatch, tenant, 'ADMIN');
    const theirs = await invite(keywatch, { workspaceId, token: admin.token }, `${randomUUID()}@example.com`);
    success(await ask(keywatch, RemoveMember, { workspaceId, userId: admin.id }, token));
    expect(await execute(keywatch, Invitation, { secret: theirs })).toMatchObject({
      codes: ['INVITATION_INVALID'],
    });
    const secret = await invite(keywatch, tenant, admin.email, 'VIEWER');
    success(await ask(keywatch, AcceptInvitation, { secret }, admin.token));
    const { edges } = await ask(keywatch, Members, { workspaceId }, admin.token);
    expect(edges.map(({ node }) => [node.user.id, node.role])).toEqual([
      [admin.id, 'VIEWER'],
      [tenant.id, 'OWNER'],
    ]);
  });
});
