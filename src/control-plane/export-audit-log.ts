import { z } from 'zod';
import { parseInput } from '../actions/parse-input.ts';
import type { ConfinedStorage } from '../storage/confine.ts';
import { ADMIN_ROLES, demandRole } from './access.ts';
import { auditWhere } from './audit-filter.ts';
import type { ControlPlaneDeps } from './context.ts';
import type { Place } from './paging.ts';
import type { RestHandler } from './rest.ts';
import { confineTo, REQUEST_MS_MAX } from './tenancy.ts';

type ExportDeps = Pick<ControlPlaneDeps, 'storage' | 'now' | 'log'>;

const PAGE_ROWS = 1_000;

const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-11-21T09:30:00Z' })
  .transform((text) => new Date(text));

const listText = z
  .string()
  .transform((text) => text.split(','))
  .optional();

const schema = z.strictObject({
  workspaceId: z.string('must be the id of a workspace'),
  from: instant.optional(),
  to: instant.optional(),
  /** Some, divided by commas, as are those who did it. */
  action: listText,
  actorId: listText,
  targetType: z.string().optional(),
  targetId: z.string().optional(),
  ip: z.string().optional(),
});

/**
 * `GET /api/audit-log.ndjson`: the audit log of a workspace up to now, the oldest first, a JSON object a line. Whoever
 * reads sets the pace: a page is read, in a confined transaction of its own, once the one before is gone, so memory stays
 * constant and nothing goes on when the client has left.
 */
export function exportAuditLog(deps: ExportDeps): RestHandler {
  return async ({ request, origin, access }) => {
    const query = parseInput(
      schema,
      Object.fromEntries(new URL(request.url).searchParams) as z.input<typeof schema>,
    );
    demandRole(access, [query.workspaceId, 'audit:read'], ADMIN_ROLES);
    const { from, to = deps.now(), action, actorId, targetType, targetId, ip } = query;
    const where = auditWhere({ from, to, actions: action, actorIds: actorId, targetType, targetId, ip });
    const workspaceId = query.workspaceId.toLowerCase();
    const pages = readPages(confineTo(deps.storage, access), { workspaceId, AND: [where] });
    return new Response(streamOf(pages, deps, origin.requestId), {
      headers: {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="audit-log-${workspaceId}.ndjson"`,
        'cache-control': 'no-store',
        // No other site may load it, not even as a script.
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      },
    });
  };
}

type AuditCondition = { workspaceId: string; AND: ReturnType<typeof auditWhere>[] };

async function* readPages(storage: ConfinedStorage, where: AuditCondition): AsyncGenerator<string> {
  let place: Place | undefined;
  do {
    const after = place;
    const rows = await storage.transaction(
      async (db) =>
        await db.auditEvent.findMany({
          where: { AND: [where, after === undefined ? {} : newerThan(after)] },
          omit: { workspaceId: true },
          orderBy: [{ at: 'asc' }, { id: 'asc' }],
          take: PAGE_ROWS,
        }),
      { statementMsMax: REQUEST_MS_MAX },
    );
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    place = rows.length < PAGE_ROWS ? undefined : rows.at(-1);
  } while (place !== undefined);
}

function newerThan({ at, id }: Place) {
  return { at: { gte: at }, OR: [{ at: { gt: at } }, { id: { gt: id } }] };
}

/** A failure midway cuts the connection, so that nobody takes a part for the whole. */
function streamOf(pages: AsyncGenerator<string>, { log }: ExportDeps, requestId: string): ReadableStream {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await pages.next();
          if (done === true) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (err) {
          log.error({ err, requestId }, 'An export of the audit log broke off.');
          controller.error(new Error('The export broke off.'));
        }
      },
      cancel: async () => void (await pages.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
