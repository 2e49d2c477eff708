import { escapeLiteral } from 'pg';
import type { Prisma } from './generated/client.ts';

/** A database handle inside or outside a transaction; what every function of this station takes first. */
export type Db = Prisma.TransactionClient;

/** What whoever asks may see: rows of these workspaces, and of themselves. */
export interface Tenancy {
  /** Null for signed-out people. */
  readonly userId: string | null;
  readonly workspaceIds: readonly string[];
}

/** Transactions; what throws inside rolls them back. Inside, only the handle given may be used. */
export interface Transactions {
  transaction<T>(work: (db: Db) => Promise<T>, options?: { readonly statementMsMax?: number }): Promise<T>;
}

/** How long a transaction may wait to begin, and then take (milliseconds). */
export const TRANSACTION = { maxWait: 10_000, timeout: 60_000 } as const;

/**
 * One statement: the role, who asks, what they may see, and how long a statement may take (0: no bound). Compiling the sums
 * of usage costs a second and gains nothing; what they hash by has to fit into memory.
 */
export function enterStatement({ userId, workspaceIds }: Tenancy, statementMsMax: number): string {
  return `SELECT set_config('role', 'keywatch_control_plane', true),
    set_config('keywatch.user', ${escapeLiteral(userId ?? '')}, true),
    set_config('keywatch.workspaces', ${escapeLiteral(`{${workspaceIds.join(',')}}`)}, true),
    set_config('jit', 'off', true), set_config('work_mem', '16MB', true),
    set_config('statement_timeout', '${statementMsMax}', true)`;
}

/** Lets the rest of a transaction see one more workspace: one that is being made, or that an operator looks after. */
export async function enterWorkspace(db: Db, workspaceId: string): Promise<void> {
  await db.$executeRaw`
    SELECT set_config('keywatch.workspaces', (keywatch_workspaces() || ${workspaceId}::uuid)::text, true)`;
}
