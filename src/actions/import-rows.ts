import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../core/errors.ts';

/** One row of an import as it was given; what is empty in a CSV file is left out. */
export type ImportRow = Readonly<Record<string, unknown>>;

export type ImportFormat = 'CSV' | 'JSON';

export const IMPORT_ROWS_MAX = 1_000;

/** What may be said of a key that is imported. */
export const IMPORT_COLUMNS = [
  'sha256',
  'name',
  'description',
  'ownerEmail',
  'environment',
  'servers',
  'scopes',
  'expiresAt',
  'createdAt',
  'prefix',
  'lastFour',
  'allowCidrs',
  'ratePerMinute',
  'metadata',
] as const;

/**
 * Reads the rows of an import: a CSV file (RFC 4180) whose first line names its columns, or a JSON array of objects.
 * Refused with INVALID_INPUT where it is neither, has other columns, or more than 1,000 rows.
 */
export function parseImport(format: ImportFormat, data: string): ImportRow[] {
  const rows = format === 'CSV' ? parseCsv(data) : parseJson(data);
  if (rows.length === 0) throw invalid('has no rows');
  if (rows.length > IMPORT_ROWS_MAX) {
    throw invalid(`has ${rows.length} rows; send at most ${IMPORT_ROWS_MAX} at a time`);
  }
  return rows;
}

function parseCsv(data: string): ImportRow[] {
  try {
    const rows = parse<Record<string, string>>(data, {
      bom: true,
      columns: (names: string[]) => checkColumns(names.map((name) => name.trim())),
      skip_empty_lines: true,
      trim: true,
    });
    return rows.map(withoutEmpty);
  } catch (error) {
    if (error instanceof CsvError) throw invalid(`is no CSV file: ${error.message}`);
    throw error;
  }
}

function checkColumns(names: readonly string[]): string[] {
  const unknown = names.filter((name) => !isColumn(name));
  if (unknown.length > 0) throw unknownColumns(unknown);
  if (new Set(names).size < names.length) throw invalid('names a column twice');
  const missing = ['sha256', 'name'].filter((name) => !names.includes(name));
  if (missing.length > 0) throw invalid(`lacks the columns ${missing.join(', ')}; the first line names them`);
  return [...names];
}

function withoutEmpty(row: Readonly<Record<string, string>>): ImportRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
}

function parseJson(data: string): ImportRow[] {
  const parsed = readJson(data);
  if (!Array.isArray(parsed)) throw invalid('must be a JSON array of objects');
  return parsed.map((row: unknown, index) => {
    if (!isRecord(row)) throw invalid(`row ${index + 1} must be a JSON object`);
    const unknown = Object.keys(row).filter((name) => !isColumn(name));
    if (unknown.length > 0) throw unknownColumns(unknown);
    return row;
  });
}

function readJson(data: string): unknown {
  try {
    return JSON.parse(data.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid('is no JSON');
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isColumn(name: string): boolean {
  return IMPORT_COLUMNS.some((column) => column === name);
}

function unknownColumns(names: readonly string[]): Refusal {
  const shown = names.slice(0, 5).map((name) => `\`${name.slice(0, 40)}\``);
  return invalid(`has unknown columns ${shown.join(', ')}; there are ${IMPORT_COLUMNS.join(', ')}`);
}

function invalid(message: string): Refusal {
  return new Refusal('INVALID_INPUT', `data: ${message}.`);
}
