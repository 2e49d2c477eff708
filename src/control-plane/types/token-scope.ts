import { TOKEN_SCOPE_ENTRIES, type TokenScopeEntry } from '../../core/token-scope.ts';
import { builder } from '../builder.ts';
import { accessTokenKind } from './access-token.ts';

const tokenScopeRef = builder.objectRef<TokenScopeEntry>('TokenScope').implement({
  description: 'What tokens may be restricted to.',
  fields: (t) => ({
    scope: t.exposeString('scope', { description: 'Such as `keys:read`.' }),
    description: t.exposeString('description', { description: 'What a token may do by it.' }),
    kinds: t.expose('kinds', {
      type: [accessTokenKind],
      description: 'The kinds of tokens that may have it.',
    }),
  }),
});

builder.queryField('tokenScopes', (t) =>
  t.field({
    type: [tokenScopeRef],
    description:
      'All scopes of tokens. One that ends in `:write` covers the one that ends in `:read`. Releases may add some.',
    authScopes: { signedIn: true },
    resolve: () => TOKEN_SCOPE_ENTRIES,
  }),
);
