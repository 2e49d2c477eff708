import { z } from 'zod';
import { environmentInput, parseInput } from '../actions/parse-input.ts';
import { checkGrouping } from '../actions/read-usage.ts';
import { readSpan } from '../actions/usage-span.ts';
import { csvLine } from '../core/csv.ts';
import { DECISION_CODES } from '../core/decision.ts';
import { type Grouping, USAGE_DIMENSIONS, type UsageDimension } from '../core/usage/dimension.ts';
import { GRANULARITIES, type UsageRange } from '../core/usage/range.ts';
import type { RowCursor } from '../storage/cursor.ts';
import { findUsageMarks } from '../storage/usage-marks.ts';
import { readValue, type UsageRowOfStep, usageRowsStatement } from '../storage/usage-rows.ts';
import { demandRole, EVERY_ROLE } from './access.ts';
import type { ControlPlaneDeps } from './context.ts';
import { HttpProblem } from './problem.ts';
import type { RestHandler, RestRequest } from './rest.ts';
import { confineTo } from './tenancy.ts';
import { readUsageFilter } from './types/usage-filter.ts';

type ExportDeps = Pick<ControlPlaneDeps, 'storage' | 'now' | 'log' | 'shards'>;

/** Each holds a connection of the pool. */
const EXPORTS_MAX = 3;
const EXPORT_MS_MAX = 600_000;
const CURSOR = { rowsPerFetch: 1_000, statementMsMax: 120_000 } as const;

/**
 * `GET /v1/usage/export`: the usage of a workspace as `usage` tells it, a line for each group and step in which anything
 * was counted, as CSV or NDJSON. Postgres keeps the rows and hands out a thousand when the client has taken those before;
 * when it leaves, the statement ends.
 */
export function exportUsage(deps: ExportDeps): RestHandler {
  let running = 0;
  return async (asked) => {
    const query = readQuery(asked, deps);
    if (running >= EXPORTS_MAX) {
      throw new HttpProblem(429, 'TOO_MANY_EXPORTS', 'Other exports are under way; try again in a minute.');
    }
    running += 1;
    const ended = () => {
      running -= 1;
    };
    try {
      return await answer(asked, deps, query, ended);
    } catch (error) {
      ended();
      throw error;
    }
  };
}

async function answer(
  { access, origin }: RestRequest,
  deps: ExportDeps,
  query: ExportQuery,
  ended: () => void,
) {
  const { filter, format, range, grouping } = query;
  const storage = confineTo(deps.storage, access);
  const read = storage.reader(CURSOR);
  const { workspaceId } = filter;
  const marks = await findUsageMarks(read, { workspaceId, of: range }, deps);
  const { dirty, completeThrough, lostEvents } = marks;
  const cursor = await storage.cursor<UsageRowOfStep>(
    usageRowsStatement({ range, filter, dirty, grouping }),
    CURSOR,
  );
  return new Response(
    streamOf(cursor, LINES[format](query), { ended, log: deps.log, requestId: origin.requestId }),
    {
      headers: {
        'content-type':
          format === 'csv'
            ? 'text/csv; charset=utf-8; header=present'
            : 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="usage-${filter.workspaceId}.${format}"`,
        'cache-control': 'no-store',
        connection: 'close',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-keywatch-lost-events': String(lostEvents),
        ...(completeThrough === null ? {} : { 'x-keywatch-complete-through': completeThrough.toISOString() }),
      },
    },
  );
}

const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-11-21T09:30:00Z' })
  .transform((text) => new Date(text));
const texts = z.array(z.string().max(1_024)).optional();

const schema = z.strictObject({
  workspaceId: z.string('must be the id of a workspace'),
  format: z.enum(['csv', 'ndjson']),
  from: instant,
  to: instant,
  granularity: z.enum(GRANULARITIES),
  timeZone: z.string().optional(),
  groupBy: z.array(z.enum(USAGE_DIMENSIONS)).default([]),
  metadata: z.string().optional(),
  keyId: texts,
  ownerId: texts,
  serverId: texts,
  endpoint: texts,
  environment: z.array(environmentInput).max(100).optional(),
  code: z.array(z.enum(DECISION_CODES)).optional(),
});

const LISTS: ReadonlySet<string> = new Set([
  'groupBy',
  'keyId',
  'ownerId',
  'serverId',
  'endpoint',
  'environment',
  'code',
]);

type ExportQuery = ReturnType<typeof readQuery>;

function readQuery({ request, access }: RestRequest, deps: ExportDeps) {
  const given = new URL(request.url).searchParams;
  const fields = [...new Set(given.keys())].map((name) => [
    name,
    LISTS.has(name) ? given.getAll(name) : given.get(name),
  ]);
  const query = parseInput(schema, Object.fromEntries(fields) as z.input<typeof schema>);
  demandRole(access, [query.workspaceId, 'usage:read'], EVERY_ROLE);
  const grouping: Grouping = { by: query.groupBy, metadata: query.metadata };
  checkGrouping(grouping);
  const { range } = readSpan(query, deps.now());
  const filter = readUsageFilter(access, query.workspaceId.toLowerCase(), {
    keyIds: query.keyId,
    ownerIds: query.ownerId,
    serverIds: query.serverId,
    endpoints: query.endpoint,
    environments: query.environment,
    codes: query.code,
  });
  return { format: query.format, range, grouping, filter };
}

const NAMES: Readonly<Record<UsageDimension, string>> = {
  KEY: 'keyId',
  SERVER: 'serverId',
  ENDPOINT: 'endpoint',
  CODE: 'code',
  ENVIRONMENT: 'environment',
  OWNER: 'ownerId',
  METADATA: 'metadata',
};
const COUNTS = ['requests', 'denied', 'clientErrors', 'serverErrors', 'bytes'] as const;

/** How an export begins, and a row as its text. */
interface Lines {
  readonly head: string;
  line(row: UsageRowOfStep): string;
}

type Shape = { readonly range: UsageRange; readonly grouping: Grouping };

const LINES: Readonly<Record<'csv' | 'ndjson', (shape: Shape) => Lines>> = {
  csv: (shape) => ({
    head: csvLine(['at', ...shape.grouping.by.map((dimension) => NAMES[dimension]), ...COUNTS]),
    line: (row) =>
      csvLine([
        atOf(row, shape),
        ...valuesOf(row, shape).map(([, value]) => value),
        ...COUNTS.map((name) => row[name]),
      ]),
  }),
  ndjson: (shape) => ({
    head: '',
    line: (row) => {
      const { requests, denied, clientErrors, serverErrors, bytes } = row;
      const values = Object.fromEntries(valuesOf(row, shape));
      const counts = { requests, denied, clientErrors, serverErrors, bytes };
      return `${JSON.stringify({ at: atOf(row, shape), ...values, ...counts })}\n`;
    },
  }),
};

function atOf({ step }: UsageRowOfStep, { range }: Shape): string {
  return new Date(range.steps[step - 1] ?? range.from).toISOString();
}

function valuesOf({ values }: UsageRowOfStep, { grouping }: Shape): [string, string | null][] {
  return grouping.by.map((dimension, place) => [NAMES[dimension], readValue(dimension, values[place] ?? '')]);
}

/** A failure midway cuts the connection, so that nobody takes a part for the whole. */
function streamOf(
  cursor: RowCursor<UsageRowOfStep>,
  { head, line }: Lines,
  { ended, log, requestId }: { ended: () => void; log: ExportDeps['log']; requestId: string },
): ReadableStream {
  const encoder = new TextEncoder();
  let begun = false;
  let over = false;
  const end = async () => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    await cursor.close();
    ended();
  };
  const timer = setTimeout(() => void end(), EXPORT_MS_MAX);
  timer.unref();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          if (over) throw new Error(`An export took longer than ${EXPORT_MS_MAX} ms.`);
          const rows = await cursor.next();
          const text = (begun ? '' : head) + rows.map(line).join('');
          begun = true;
          if (text !== '') controller.enqueue(encoder.encode(text));
          if (rows.length > 0) return;
          await end();
          controller.close();
        } catch (err) {
          if (!over) log.error({ err, requestId }, 'An export of usage broke off.');
          await end();
          controller.error(new Error('The export broke off.'));
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
