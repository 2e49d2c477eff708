import { AsyncLocalStorage } from 'node:async_hooks';
import { GraphQLError, getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphqlContext } from './context.ts';

/** Ends operations that take too long. */
export interface Deadline {
  /** Notes what is executed, and lets the execution notice that its time is over. */
  readonly plugin: Plugin<GraphqlContext>;
  /** Answers in time: with what the work answers, or with 504 TIMEOUT, and the execution is told to end. */
  within(work: () => Promise<Response>): Promise<Response>;
}

export function createDeadline(milliseconds: number): Deadline {
  const operations = new AsyncLocalStorage<{ mutates: boolean; readonly signal: AbortSignal }>();
  return {
    plugin: {
      onExecute: ({ args }) => {
        const operation = operations.getStore();
        const node = getOperationAST(args.document, args.operationName);
        if (operation === undefined) return;
        operation.mutates = node?.operation === OperationTypeNode.MUTATION;
        // What Yoga's useExecutionCancellation does, whose types lack it too.
        Object.assign(args, { signal: operation.signal });
      },
    },
    within: async (work) => {
      const end = new AbortController();
      const operation = { mutates: false, signal: end.signal };
      const late = Promise.withResolvers<Response>();
      const timer = setTimeout(() => {
        const error = timeoutError(operation.mutates);
        end.abort(error);
        late.resolve(
          Response.json(
            { errors: [error.toJSON()] },
            { status: 504, headers: { 'cache-control': 'no-store' } },
          ),
        );
      }, milliseconds);
      try {
        return await Promise.race([operations.run(operation, work), late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** What an operation is told that took too long. */
export function timeoutError(mutates: boolean): GraphQLError {
  return new GraphQLError(
    mutates
      ? 'This took too long. What it changes may have been done: look before you send it again.'
      : 'This took too long. Ask for less at once, or try again in a moment.',
    { extensions: { code: 'TIMEOUT' } },
  );
}
