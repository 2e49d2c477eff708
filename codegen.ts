import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents of the tests and of the command line, each beside those who use them. */
const output = (documents: string[]) => ({
  preset: 'client' as const,
  documents,
  presetConfig: { fragmentMasking: false, skipIndexFile: true },
  config: {
    useTypeImports: true,
    documentMode: 'string' as const,
    enumType: 'string-literal' as const,
    scalars: { ID: 'string', DateTime: 'string', Json: 'unknown', Count: 'number' },
    strictScalars: true,
  },
});

const config: CodegenConfig = {
  schema: 'schema.graphql',
  importExtension: '.ts',
  ignoreNoDocuments: true,
  generates: {
    'test/support/gql/': output(['test/**/*.ts', '!test/support/gql/**']),
    'src/cli/gql/': output(['src/cli/**/*.ts', '!src/cli/gql/**']),
  },
};

export default config;
