import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Trace } from '../core/trace.ts';

/** Runs each operation within a span that bears its name. */
export function traced(trace: Trace): Plugin {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const definition = getOperationAST(args.document, args.operationName);
      const operation = definition?.operation ?? 'operation';
      const name = definition?.name?.value ?? 'anonymous';
      setExecuteFn(
        async (given) =>
          await trace(
            `graphql ${operation} ${name}`,
            { 'graphql.operation.type': operation, 'graphql.operation.name': name },
            async () => await executeFn(given),
          ),
      );
    },
  };
}
