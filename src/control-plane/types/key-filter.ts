import { z } from 'zod';
import {
  environmentInput,
  instantInput,
  jsonInput,
  parseInput,
  scopesInput,
  textInput,
} from '../../actions/parse-input.ts';
import type { KeyFilter } from '../../storage/key-filter.ts';
import { builder } from '../builder.ts';
import { idOf } from '../ids.ts';
import { keyStatus } from './key.ts';

/** A value at a path of the metadata. */
export const metadataCriterion = builder.inputType('KeyMetadataCriterion', {
  description: 'A value at a path of the metadata, such as `["team", "name"]`.',
  fields: (t) => ({
    path: t.stringList({ required: true, description: '1 to 10 names.' }),
    value: t.field({
      type: 'Json',
      description:
        'A text, number, truth value or null (also where left out); of an object or a list, a part will do. At most 1,000 characters of JSON.',
    }),
  }),
});

/** Which keys are listed. */
export const keyFilterInput = builder.inputType('KeyFilterInput', {
  description:
    'A key has to fit every field that is given, and of a list one entry. Empty texts and lists filter nothing.',
  fields: (t) => ({
    text: t.string({
      description:
        'Part of the name, description, prefix or last four characters, in any case; at most 200 characters.',
    }),
    ownerIds: t.idList({ description: 'Keys that one of these users owns; at most 100.' }),
    serverIds: t.idList({
      description: 'Keys that open one of these servers, also by opening all; at most 100.',
    }),
    environments: t.stringList({ description: 'Such as `production`; at most 100.' }),
    statuses: t.field({
      type: [keyStatus],
      description: 'As the keys are now: one that has expired fits EXPIRED, whether it is suspended or not.',
    }),
    scopes: t.stringList({
      description:
        'Keys that were given one of these; what other scopes imply is not looked at. At most 100.',
    }),
    metadata: t.field({
      type: metadataCriterion,
      description: 'Keys that have this value there; of an object or a list, a part will do.',
    }),
    createdBefore: t.field({ type: 'DateTime', description: 'Keys that are older than this instant.' }),
    lastUsedBefore: t.field({
      type: 'DateTime',
      description: 'Keys that were never used count from when they were made.',
    }),
    expiresBefore: t.field({
      type: 'DateTime',
      description: 'Keys that have expired or will before this instant; none that never expire.',
    }),
  }),
});

const LIST_MAX = 100;
const TEXT_LENGTH_MAX = 200;
const PATH_LENGTH_MAX = 10;

const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(entry).max(LIST_MAX, `must have at most ${LIST_MAX}`);

const shortText = textInput.max(TEXT_LENGTH_MAX, `must have at most ${TEXT_LENGTH_MAX} characters`);

const fieldsSchema = z.object({
  text: shortText.nullish(),
  ownerIds: listOf(z.string()).nullish(),
  serverIds: listOf(z.string()).nullish(),
  environments: listOf(environmentInput).nullish(),
  statuses: listOf(z.enum(['ACTIVE', 'SUSPENDED', 'EXPIRED', 'REVOKED'])).nullish(),
  scopes: scopesInput.nullish(),
  metadata: z
    .object({
      path: z
        .array(shortText)
        .min(1, 'must have 1 to 10 names')
        .max(PATH_LENGTH_MAX, `must have 1 to ${PATH_LENGTH_MAX} names`),
      value: z
        .unknown()
        .transform((value): unknown => value ?? null)
        .pipe(jsonInput)
        .pipe(z.unknown().refine(isShort, 'must be at most 1,000 characters of JSON')),
    })
    .nullish(),
  createdBefore: instantInput.nullish(),
  lastUsedBefore: instantInput.nullish(),
  expiresBefore: instantInput.nullish(),
});

const schema = z.object({ filter: fieldsSchema });

/** Parses a filter for the keys of a workspace. Refused with INVALID_INPUT, naming the field. */
export function readKeyFilter(
  workspaceId: string,
  given: typeof keyFilterInput.$inferInput | null | undefined,
): KeyFilter {
  const { filter } = parseInput(schema, { filter: (given ?? {}) as z.input<typeof fieldsSchema> });
  const { text, metadata } = filter;
  return {
    workspaceId,
    text: text == null || text === '' ? undefined : text,
    ownerIds: filled(filter.ownerIds)?.map(idOf),
    serverIds: filled(filter.serverIds)?.map(idOf),
    environments: filled(filter.environments),
    statuses: filled(filter.statuses),
    scopes: filled(filter.scopes),
    metadata: metadata == null ? undefined : { path: metadata.path, value: metadata.value },
    createdBefore: filter.createdBefore ?? undefined,
    lastUsedBefore: filter.lastUsedBefore ?? undefined,
    expiresBefore: filter.expiresBefore ?? undefined,
  };
}

function filled<Entry>(list: readonly Entry[] | null | undefined): readonly Entry[] | undefined {
  return list == null || list.length === 0 ? undefined : list;
}

const VALUE_LENGTH_MAX = 1_000;

function isShort(value: unknown): boolean {
  return JSON.stringify(value).length <= VALUE_LENGTH_MAX;
}
