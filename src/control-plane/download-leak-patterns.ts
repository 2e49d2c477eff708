import { z } from 'zod';
import { parseInput } from '../actions/parse-input.ts';
import { writeGithub, writeGitleaks } from '../core/leak/write-patterns.ts';
import { findKeyFormats } from '../storage/leaks.ts';
import { demandRole, EVERY_ROLE } from './access.ts';
import type { ControlPlaneDeps } from './context.ts';
import type { RestHandler } from './rest.ts';
import { confineTo } from './tenancy.ts';
import { patternsOf } from './types/leak.ts';

const schema = z.strictObject({
  workspaceId: z.string('must be the id of a workspace'),
  format: z.enum(['gitleaks', 'github'], 'must be gitleaks or github'),
});

/**
 * `GET /api/leak-patterns?workspaceId=…&format=gitleaks|github`: how the keys of a workspace are found in texts, as a
 * configuration of gitleaks or as what GitHub asks for.
 */
export function downloadLeakPatterns(deps: ControlPlaneDeps): RestHandler {
  return async ({ request, access }) => {
    const given = Object.fromEntries(new URL(request.url).searchParams) as z.input<typeof schema>;
    const { workspaceId, format } = parseInput(schema, given);
    demandRole(access, [workspaceId, 'keys:read'], EVERY_ROLE);
    const { db } = confineTo(deps.storage, access);
    const patterns = patternsOf(await findKeyFormats(db, workspaceId.toLowerCase()));
    const [name, text] =
      format === 'gitleaks'
        ? (['gitleaks.toml', writeGitleaks(patterns)] as const)
        : (['github-patterns.txt', writeGithub(patterns, `${deps.publicUrl}/v1/leaks/github`)] as const);
    return new Response(text, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  };
}
