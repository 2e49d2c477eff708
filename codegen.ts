import type { CodegenConfig } from '@graphql-codegen/cli';
import { type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql';

/** Typed documents of the tests, the command line and the dashboard, each beside those who use them. */
const output = (documents: string[], presetConfig: object = {}) => ({
  preset: 'client' as const,
  documents,
  presetConfig: { fragmentMasking: false, skipIndexFile: true, ...presetConfig },
  config: {
    useTypeImports: true,
    documentMode: 'string' as const,
    enumType: 'string-literal' as const,
    scalars: { ID: 'string', DateTime: 'string', Json: 'unknown', Count: 'number' },
    strictScalars: true,
  },
});

/** Writes the manifest that `KEYWATCH_TRUSTED_DOCUMENTS=only` goes by: SHA-256 → text. */
const trusted = { persistedDocuments: { hashAlgorithm: 'sha256' } };

/** Has every object tell its type, by which the cache of the dashboard knows it: `__typename` needs not be written. */
const typenames = {
  transform: ({ documents }: { documents: { document?: DocumentNode }[] }) =>
    documents.map((file) =>
      file.document === undefined ? file : { ...file, document: withTypenames(file.document) },
    ),
};

function withTypenames(document: DocumentNode): DocumentNode {
  const enter = (set: SelectionSetNode, parent: unknown): SelectionSetNode | undefined => {
    const isRoot = typeof parent === 'object' && parent !== null && 'operation' in parent;
    const isThere = set.selections.some(
      (each) => each.kind === Kind.FIELD && each.name.value === '__typename',
    );
    if (isRoot || isThere) return undefined;
    const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
    return { ...set, selections: [typename, ...set.selections] };
  };
  return visit(document, { SelectionSet: { enter: (set, _key, parent) => enter(set, parent) } });
}

const config: CodegenConfig = {
  schema: 'schema.graphql',
  importExtension: '.ts',
  ignoreNoDocuments: true,
  generates: {
    'test/support/gql/': output(['test/**/*.ts', '!test/support/gql/**']),
    'src/cli/gql/': output(['src/cli/**/*.ts', '!src/cli/gql/**'], trusted),
    'src/dashboard/gql/': {
      ...output(['src/dashboard/**/*.graphql'], trusted),
      documentTransforms: [typenames],
    },
  },
};

export default config;
