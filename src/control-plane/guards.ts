import { EnvelopArmorPlugin } from '@escape.tech/graphql-armor';
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { GraphQLError, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphqlContext } from './context.ts';
import { addCode } from './errors.ts';

/** Bounds what one operation may ask for. Nothing that the dashboards send comes near any of these. */
export function armor(): Plugin {
  const onReject = [(_context: unknown, error: GraphQLError) => addCode(error, 'OPERATION_TOO_LARGE')];
  return EnvelopArmorPlugin({
    maxDepth: { n: 10, onReject },
    maxAliases: { n: 15, onReject },
    maxTokens: { n: 1_000, onReject },
    maxDirectives: { n: 10, onReject },
    costLimit: { maxCost: 5_000, onReject },
    // Whoever is signed in may read the schema; to others the suggestions would tell of it.
    blockFieldSuggestion: { mask: 'Look at the schema.' },
  });
}

/**
 * Keeps other sites from acting with a visitor's cookie. Forms and plain GETs are the requests that a browser sends
 * without asking first: a form always needs the header `x-keywatch-csrf`, a GET (which can only read) where it carries a
 * cookie.
 */
export function csrf(): Plugin {
  const prevention = useCSRFPrevention({ requestHeaders: ['x-keywatch-csrf', 'authorization'] });
  return {
    onRequestParse: (payload) => {
      const { request } = payload;
      if (request.method === 'GET' && !request.headers.has('cookie')) return undefined;
      try {
        return prevention.onRequestParse?.(payload);
      } catch {
        throw new GraphQLError(
          'Send `content-type: application/json`, or the header `x-keywatch-csrf: 1` along with a form or a cookie.',
          { extensions: { code: 'CSRF_HEADER_MISSING', http: { status: 403 } } },
        );
      }
    },
  };
}

/** Shows the schema to signed-in people only. */
export function introspectionForSignedIn(): Plugin<GraphqlContext> {
  return {
    onValidate: ({ context, addValidationRule }) => {
      if (context.access === null) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
  };
}

/** Gives the errors of documents that do not parse or fit the schema a code. */
export function documentErrorCodes(): Plugin {
  return {
    onParse:
      () =>
      ({ result }) =>
        addCode(result, 'GRAPHQL_PARSE_FAILED'),
    onValidate:
      () =>
      ({ result }) => {
        for (const error of result) addCode(error, 'GRAPHQL_VALIDATION_FAILED');
      },
  };
}
