import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents of the tests and of the command line, each beside those who use them. */
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

const config: CodegenConfig = {
  schema: 'schema.graphql',
  importExtension: '.ts',
  ignoreNoDocuments: true,
  generates: {
    'test/support/gql/': output(['test/**/*.ts', '!test/support/gql/**']),
    'src/cli/gql/': output(['src/cli/**/*.ts', '!src/cli/gql/**'], trusted),
  },
};

export default config;
