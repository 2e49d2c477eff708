import { type ImportedRow, importKeys } from '../../actions/import-keys.ts';
import { IMPORT_COLUMNS, IMPORT_ROWS_MAX, type ImportFormat } from '../../actions/import-rows.ts';
import type { RefusalCode } from '../../core/errors.ts';
import { builder } from '../builder.ts';
import { actorOf } from '../context.ts';
import { refusalCode } from './refusal.ts';

const importFormat = builder.enumType('ImportFormat', {
  description: 'How the rows of an import are written.',
  values: {
    CSV: { description: 'RFC 4180; the first line names the columns, lists are separated by `;`.' },
    JSON: { description: 'An array of objects.' },
  } satisfies Record<ImportFormat, object>,
});

const rowRefusalRef = builder
  .objectRef<{ readonly code: RefusalCode; readonly message: string }>('ImportedRowRefusal')
  .implement({
    description: 'Why a row was not imported.',
    fields: (t) => ({
      code: t.expose('code', { type: refusalCode }),
      message: t.exposeString('message', { description: 'What to do next, for people.' }),
    }),
  });

const rowRef = builder.objectRef<ImportedRow>('ImportedRow').implement({
  description: 'What became of one row.',
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'From 1, without the line of the columns.' }),
    keyId: t.exposeID('keyId', {
      nullable: true,
      description: 'Null where the row was refused, and in a dry run.',
    }),
    refusal: t.field({
      type: rowRefusalRef,
      nullable: true,
      description: 'Null: the row was imported.',
      // An error would be thrown instead of answered.
      resolve: ({ refusal }) => refusal && { code: refusal.code, message: refusal.message },
    }),
  }),
});

const importSuccess = builder
  .objectRef<{ readonly rows: readonly ImportedRow[] }>('ImportApiKeysSuccess')
  .implement({
    fields: (t) => ({
      rows: t.field({ type: [rowRef], resolve: ({ rows }) => [...rows] }),
      imported: t.int({
        description: 'How many rows became keys, or would in a dry run.',
        resolve: ({ rows }) => rows.filter(({ refusal }) => refusal === null).length,
      }),
      refused: t.int({ resolve: ({ rows }) => rows.filter(({ refusal }) => refusal !== null).length }),
    }),
  });

builder.mutationField('importApiKeys', (t) =>
  t.field({
    description:
      'Imports keys of other systems by the SHA-256 of their secrets: they verify here with the secrets that they have. Good rows are imported, whatever the others are; a hash that is here already is refused, so the same rows can be sent again.',
    type: importSuccess,
    errors: {},
    authScopes: (_root, { workspaceId }) => ({ admin: [workspaceId, 'keys:write'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      format: t.arg({
        type: importFormat,
        required: true,
        description: 'How `data` is written. Refused with INVALID_INPUT where it cannot be read at all.',
      }),
      data: t.arg.string({
        required: true,
        description: `At most ${IMPORT_ROWS_MAX} rows of ${IMPORT_COLUMNS.join(', ')}; only sha256 (64 hexadecimal digits, or base64) and name are needed.`,
      }),
      dryRun: t.arg.boolean({ required: true, defaultValue: false, description: 'Only says what would be.' }),
    },
    resolve: async (_root, args, context) => ({
      rows: await importKeys(context.deps, actorOf(context), args),
    }),
  }),
);
