/** One name of the metadata; what reads as JSON (`5`, `true`, `{"a": 1}`, `"5"`) is taken as such, all else as a text. */
export interface MetadataRow {
  readonly name: string;
  readonly value: string;
}

/** The names and values of a JSON object; undefined where the text is none. An empty text has none. */
export function rowsOf(text: string): readonly MetadataRow[] | undefined {
  if (text.trim() === '') return [];
  const object = readJson(text);
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  return Object.entries(object).map(([name, value]) => ({ name, value: shown(value) }));
}

/** The JSON object of such rows; rows without a name are left out, and of equal names the last one holds. */
export function metadataText(rows: readonly MetadataRow[]): string {
  const named = rows.filter(({ name }) => name.trim() !== '');
  if (named.length === 0) return '';
  return JSON.stringify(
    Object.fromEntries(named.map(({ name, value }) => [name.trim(), meant(value)])),
    null,
    2,
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' && readJson(value) === undefined ? value : JSON.stringify(value);
}

function meant(text: string): unknown {
  return readJson(text) ?? (text.trim() === 'null' ? null : text);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
