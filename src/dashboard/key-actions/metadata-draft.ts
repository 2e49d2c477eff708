import {
  bytesOf,
  METADATA_BYTES_MAX,
  type Metadata,
  type MetadataRow,
  metadataIn,
  metadataOf,
  type Parsed,
  rowsOf,
} from './metadata.ts';

/** Metadata while somebody writes it. */
export type MetadataDraft =
  | { readonly as: 'ROWS'; readonly rows: readonly MetadataRow[] }
  | { readonly as: 'JSON'; readonly text: string };

/** What a new key begins with. */
export const NO_METADATA: MetadataDraft = { as: 'ROWS', rows: [] };

/** Metadata as rows, or as JSON. */
export function draftOf(as: MetadataDraft['as'], metadata: Metadata): MetadataDraft {
  return as === 'ROWS'
    ? { as, rows: rowsOf(metadata) }
    : { as, text: JSON.stringify(metadata, undefined, 2) };
}

/** What a draft says, or what is wrong with it. */
export function readDraft(draft: MetadataDraft): Parsed {
  return draft.as === 'ROWS' ? metadataOf(draft.rows) : metadataIn(draft.text);
}

/** Whether it is more than a key may have. */
export function isTooLarge(metadata: Metadata): boolean {
  return bytesOf(metadata) > METADATA_BYTES_MAX;
}
