/** What is known of a key besides its own fields. */
export type Metadata = Readonly<Record<string, unknown>>;

/** Metadata takes at most so many bytes of JSON. */
export const METADATA_BYTES_MAX = 8_192;

/** Keywatch sets and unsets by paths of at most so many names. */
const PATH_LENGTH_MAX = 10;

export type RowType = 'text' | 'number' | 'boolean' | 'json';

/** A value of metadata as a form holds it. */
export interface MetadataRow {
  /** Stays while the row is edited. */
  readonly id: string;
  /** Names from the outside to the inside, between dots; a dot or backslash in a name has a backslash before it. */
  readonly path: string;
  readonly type: RowType;
  readonly text: string;
}

/** What has to be set and unset so that metadata becomes something else. */
export interface MetadataChange {
  readonly setMetadata: { path: string[]; value: unknown }[];
  readonly unsetMetadata: string[][];
}

/** Metadata, or why a form or a text is none. */
export type Parsed = { readonly metadata: Metadata } | { readonly fault: string; readonly rowId?: string };

/** The rows of a form: one for each value that is no object with entries. */
export function rowsOf(metadata: Metadata, path: readonly string[] = []): MetadataRow[] {
  return Object.entries(metadata).flatMap(([name, value]) => {
    const here = [...path, name];
    if (isObject(value) && Object.keys(value).length > 0 && here.length < PATH_LENGTH_MAX) {
      return rowsOf(value, here);
    }
    const written = here.map((each) => each.replaceAll(/[\\.]/g, (sign) => `\\${sign}`)).join('.');
    return [{ id: `row ${written}`, path: written, ...fieldOf(value) }];
  });
}

/** Puts rows together again. */
export function metadataOf(rows: readonly MetadataRow[]): Parsed {
  const metadata: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const row of rows) {
    const path = pathOf(row.path);
    if (path.some((name) => name === '') || path.length > PATH_LENGTH_MAX) {
      return { rowId: row.id, fault: 'Give it 1 to 10 names with dots between them, such as team.name.' };
    }
    const value = valueOf(row);
    if (value === undefined) return { rowId: row.id, fault: FAULTS[row.type] };
    if (!put(metadata, path, value)) {
      return { rowId: row.id, fault: 'There is another value here already; give it another name.' };
    }
  }
  return { metadata };
}

/** Reads a text as metadata. */
export function metadataIn(text: string): Parsed {
  try {
    const metadata: unknown = JSON.parse(text);
    return isObject(metadata)
      ? { metadata }
      : { fault: 'It has to be an object: names and values in braces.' };
  } catch (error) {
    return { fault: `It is no JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

/** How many bytes of JSON metadata takes. */
export function bytesOf(metadata: Metadata): number {
  return new TextEncoder().encode(JSON.stringify(metadata)).length;
}

/** Only what differs, so that what others change meanwhile elsewhere stays as they have it. */
export function changeOf(before: Metadata, after: Metadata, path: readonly string[] = []): MetadataChange {
  const setMetadata: MetadataChange['setMetadata'] = [];
  const unsetMetadata: MetadataChange['unsetMetadata'] = [];
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) unsetMetadata.push([...path, name]);
  }
  for (const [name, value] of Object.entries(after)) {
    const here = [...path, name];
    const was = Object.hasOwn(before, name) ? before[name] : undefined;
    if (isObject(was) && isObject(value) && here.length < PATH_LENGTH_MAX) {
      const inner = changeOf(was, value, here);
      setMetadata.push(...inner.setMetadata);
      unsetMetadata.push(...inner.unsetMetadata);
    } else if (was === undefined || JSON.stringify(was) !== JSON.stringify(value)) {
      setMetadata.push({ path: here, value });
    }
  }
  return { setMetadata, unsetMetadata };
}

function fieldOf(value: unknown): Pick<MetadataRow, 'type' | 'text'> {
  if (typeof value === 'string') return { type: 'text', text: value };
  if (typeof value === 'number') return { type: 'number', text: String(value) };
  if (typeof value === 'boolean') return { type: 'boolean', text: String(value) };
  return { type: 'json', text: JSON.stringify(value) };
}

const FAULTS: Readonly<Record<RowType, string>> = {
  text: '',
  number: 'This is no number.',
  boolean: 'Write true or false.',
  json: 'This is no JSON.',
};

function valueOf({ type, text }: MetadataRow): unknown {
  if (type === 'text') return text;
  try {
    const value: unknown = JSON.parse(text);
    return type === 'json' || typeof value === type ? value : undefined;
  } catch {
    return undefined;
  }
}

function pathOf(written: string): string[] {
  const names = [''];
  for (const part of written.match(/\\.|\.|[^\\.]+|\\$/g) ?? []) {
    if (part === '.') names.push('');
    else
      names.push(`${names.pop() ?? ''}${part.startsWith('\\') && part.length === 2 ? part.slice(1) : part}`);
  }
  return names;
}

/** False where the way leads through something that is no object, or there is a value already. */
function put(metadata: Record<string, unknown>, path: readonly string[], value: unknown): boolean {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    if (Object.hasOwn(metadata, name)) return false;
    metadata[name] = value;
    return true;
  }
  const inner = Object.hasOwn(metadata, name) ? metadata[name] : (Object.create(null) as object);
  if (!isObject(inner)) return false;
  metadata[name] = inner;
  return put(inner, rest, value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
