import { createHash, randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { seedAlert } from './alerts.ts';
import { Sessions } from './documents/people.ts';
import { MakeToken } from './documents/platform.ts';
import { CreateKey, SignIn, Viewer } from './documents.ts';
import { type Answers, answerAt } from './examples.ts';
import { ask, PASSWORD, seedTenant, success, type Tenant } from './graphql.ts';
import { startKeywatch, type TestKeywatch } from './keywatch.ts';
import { invite, seedMember } from './members.ts';
import { makeServer } from './servers.ts';
import { sql } from './sql.ts';

const DAY_MS = 86_400_000;
const TOTP_STEP_MS = 30_000;

/** A Keywatch whose operator reads the page, signed in to the workspace of the first start. */
export async function startForReader(): Promise<{ keywatch: TestKeywatch; reader: Tenant }> {
  const email = 'reader@example.com';
  const keywatch = await startKeywatch({ role: 'api', ownerEmail: email, ownerPassword: PASSWORD });
  const { user, token } = success(await ask(keywatch, SignIn, { email, password: PASSWORD }));
  const { workspaces } = await ask(keywatch, Viewer, {}, token);
  return { keywatch, reader: { id: user.id, email, token, workspaceId: workspaces[0]?.id ?? '' } };
}

/** What the reader fills in for `<name>`: each example gets things of its own. */
export function blanksOf(
  keywatch: TestKeywatch,
  reader: Tenant,
  answers: Answers,
): (name: string) => Promise<string> {
  const blanks: Record<string, () => Promise<string>> = {
    ...momentBlanks(),
    ...accountBlanks(keywatch, reader, answers),
    ...thingBlanks(keywatch, reader),
  };
  return async (name) => {
    const blank = blanks[name];
    if (blank === undefined) throw new Error(`Nothing fills in <${name}>; add it to blanksOf.`);
    return await blank();
  };
}

function momentBlanks() {
  const at = (days: number) => async () => new Date(Date.now() + days * DAY_MS).toISOString();
  return { now: at(0), yesterday: at(-1), tomorrow: at(1), monthAgo: at(-30) };
}

function accountBlanks(keywatch: TestKeywatch, reader: Tenant, answers: Answers) {
  const { email, token } = reader;
  let codes = 0;
  return {
    email: async () => email,
    password: async () => PASSWORD,
    newPassword: async () => `another ${PASSWORD}`,
    sessionId: async () => {
      success(await ask(keywatch, SignIn, { email, password: PASSWORD }));
      const sessions = await ask(keywatch, Sessions, {}, token);
      return sessions.find(({ current }) => !current)?.id ?? '';
    },
    /** Each code works once, and that of the step to come is taken already. */
    code: async () => {
      const secret = Secret.fromBase32(answerAt(answers, 'StartSecondFactor.startSecondFactor.secret'));
      return TOTP.generate({ secret, timestamp: Date.now() + codes++ * TOTP_STEP_MS });
    },
    invitationSecret: async () => await invite(keywatch, await seedTenant(keywatch), email),
    newcomerSecret: async () => await invite(keywatch, reader, `${randomUUID()}@example.com`),
  };
}

function thingBlanks(keywatch: TestKeywatch, reader: Tenant) {
  const { token, workspaceId } = reader;
  let servers = 0;
  const keyId = async () =>
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'Key' }, token)).key.id;
  return {
    workspaceId: async () => workspaceId,
    memberId: async () => (await seedMember(keywatch, reader, 'MEMBER')).id,
    serverId: async () => await makeServer(keywatch, reader, `server-${(servers += 1)}`),
    /** Of the server that `<serverId>` made. */
    slug: async () => `server-${servers}`,
    keyId,
    alertId: async () => await seedAlert(keywatch.databaseUrl, { workspaceId, keyId: await keyId() }),
    sha256: async () => createHash('sha256').update(randomUUID()).digest('hex'),
    /** As the detector's job leaves it. */
    haltId: async () => {
      const [halt] = (await sql(
        keywatch.databaseUrl,
        `INSERT INTO containment_halts (id, workspace_id, at, contained_keys, keys_max, active_keys, key_id, open_workspace)
         VALUES (gen_random_uuid(), $1, now(), 3, 3, 5, gen_random_uuid(), $1) RETURNING id`,
        [workspaceId],
      )) as { id: string }[];
      return halt?.id ?? '';
    },
    accessTokenId: async () => {
      const gateway = { workspaceId, kind: 'GATEWAY' as const, name: 'edge' };
      return success(await ask(keywatch, MakeToken, gateway, token)).accessToken.id;
    },
  };
}
