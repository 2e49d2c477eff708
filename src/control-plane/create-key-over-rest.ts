import { z } from 'zod';
import { createKey } from '../actions/create-key.ts';
import { parseInput } from '../actions/parse-input.ts';
import { Refusal } from '../core/errors.ts';
import { type Access, confinedOwner, demandRole, KEY_ROLES } from './access.ts';
import type { ControlPlaneDeps } from './context.ts';
import { HttpProblem } from './problem.ts';
import type { RestHandler } from './rest.ts';
import { confineTo } from './tenancy.ts';
import { KEY_WARNING } from './types/key-changed.ts';

const FIELDS = ['name', 'scopes', 'expiresInDays'];

const schema = z.looseObject({
  name: z.string('must be a text'),
  scopes: z.array(z.string('must be a list of texts'), 'must be a list of texts').optional(),
  expiresInDays: z.number('must be a whole number').nullish(),
});

/**
 * `POST /api/api-keys`, in the words of AI2Fin: makes a key with the action that `createApiKey` calls. The workspace is
 * that of the ADMIN token, or the only one of the session, or the one that `x-keywatch-workspace` names.
 */
export function createKeyOverRest(deps: ControlPlaneDeps): RestHandler {
  return async ({ request, origin, access }) => {
    const workspaceId = workspaceOf(access, request.headers.get('x-keywatch-workspace'));
    demandRole(access, [workspaceId, 'keys:write'], KEY_ROLES);
    const { name, scopes, expiresInDays } = await readBody(request);
    const storage = confineTo(deps.storage, access);
    const actor = { userId: access.userId, tokenId: access.tokenId, ip: origin.ip };
    const { keyId, secret } = await createKey({ ...deps, storage }, actor, {
      workspaceId,
      confinedTo: confinedOwner(access, workspaceId),
      name,
      ...(scopes === undefined ? {} : { scopes }),
      ...(expiresInDays == null ? {} : { expiresInDays }),
    });
    const key = await storage.db.key.findUniqueOrThrow({
      where: { id: keyId },
      select: { id: true, name: true, scopes: true, expiresAt: true, createdAt: true },
    });
    const answer = {
      id: key.id,
      key: secret,
      name: key.name,
      scopes: key.scopes,
      expiresAt: key.expiresAt === null ? null : seconds(key.expiresAt),
      createdAt: seconds(key.createdAt),
      warning: KEY_WARNING,
    };
    return Response.json(answer, { status: 201, headers: { 'cache-control': 'no-store' } });
  };
}

function workspaceOf(access: Access, named: string | null): string {
  const [only, ...others] = access.roles.keys();
  if (named !== null) return named.toLowerCase();
  if (only !== undefined && others.length === 0) return only;
  throw new Refusal(
    'INVALID_INPUT',
    only === undefined
      ? 'x-keywatch-workspace: you are in no workspace; make one with `createWorkspace`.'
      : 'x-keywatch-workspace: you are in several workspaces; send the id of one in this header.',
  );
}

async function readBody(request: Request): Promise<z.output<typeof schema>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new HttpProblem(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Send the body as `content-type: application/json`.',
    );
  }
  const body = parseInput(schema, parseJson(await request.text()));
  const unknown = Object.keys(body).find((name) => !FIELDS.includes(name));
  if (unknown === undefined) return body;
  throw new Refusal(
    'INVALID_INPUT',
    `${unknown.slice(0, 64)}: is no field of this route, which takes ${FIELDS.join(', ')}; leave it out.`,
  );
}

function parseJson(text: string): z.input<typeof schema> {
  try {
    return JSON.parse(text) as z.input<typeof schema>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HttpProblem(400, 'INVALID_JSON', 'The body is no valid JSON.');
  }
}

/** The seed writes instants without milliseconds. */
function seconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
