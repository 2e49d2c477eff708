import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Storage } from '../storage/client.ts';
import type { ConfinedStorage } from '../storage/confine.ts';
import { openLazyTransaction } from '../storage/lazy-transaction.ts';
import type { Access } from './access.ts';
import type { GraphqlContext } from './context.ts';

/** A query's statements are ended after this long; nobody waits for its answer any more. */
export const REQUEST_MS_MAX = 5_000;

/** The database as whoever asks may see it. */
export function confineTo(storage: Storage, access: Access | null): ConfinedStorage {
  return storage.confinedTo({
    userId: access?.userId ?? null,
    get workspaceIds() {
      return access === null ? [] : [...access.roles.keys()];
    },
  });
}

/** Lets queries read in confined transactions that end with them. Mutations open their own: they answer after a commit. */
export function transactionPerQuery(): Plugin<GraphqlContext> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { access, deps } = args.contextValue;
      const operation = getOperationAST(args.document, args.operationName);
      if (access === null || operation?.operation !== OperationTypeNode.QUERY) return;
      setExecuteFn(async (given) => {
        const { db, read, end } = openLazyTransaction(deps.storage, { statementMsMax: REQUEST_MS_MAX });
        try {
          return await executeFn({ ...given, contextValue: { ...given.contextValue, db, read } });
        } finally {
          await end();
        }
      });
    },
  };
}
