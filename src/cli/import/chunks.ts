import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { CliFailure } from '../failure.ts';

/** Rows that are sent at once. */
export interface Chunk {
  readonly format: 'CSV' | 'JSON';
  readonly data: string;
  /** Where each row stands in the file, for people. */
  readonly places: readonly string[];
}

/** A row as it is written in the file. */
interface Row {
  readonly text: string;
  readonly place: string;
}

const ROWS_MAX = 1_000;
/** As a text within JSON; the body of a request may have 100 kB. */
const BYTES_MAX = 80_000;

/** Reads a file of keys, and cuts it into chunks that fit a request. Throws CliFailure where it cannot be read. */
export async function readChunks(path: string): Promise<Chunk[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CliFailure(`${path} cannot be read; give the path of a CSV or JSON file.`, { cause });
  });
  if (path.endsWith('.json')) {
    return cut(readJson(path, text), (rows) => ({ format: 'JSON', data: `[${rows.join(',')}]` }));
  }
  const [columns, ...rows] = readCsv(path, text);
  if (columns === undefined || rows.length === 0) throw new CliFailure(`${path} has no rows of keys.`);
  return cut(rows, (texts) => ({ format: 'CSV', data: `${[columns.text, ...texts].join('\n')}\n` }));
}

const records = z.array(z.object({ raw: z.string(), info: z.object({ lines: z.number() }) }));

function readCsv(path: string, text: string): Row[] {
  try {
    const parsed = records.parse(parse(text, { bom: true, info: true, raw: true, skip_empty_lines: true }));
    return parsed.map(({ raw, info }) => ({ text: raw.trim(), place: `line ${info.lines}` }));
  } catch (cause) {
    if (cause instanceof CsvError)
      throw new CliFailure(`${path} is no CSV file: ${cause.message}`, { cause });
    throw cause;
  }
}

function readJson(path: string, text: string): Row[] {
  try {
    const rows = z
      .array(z.looseObject({}))
      .min(1)
      .parse(JSON.parse(text.replace(/^\uFEFF/, '')));
    return rows.map((row, index) => ({ text: JSON.stringify(row), place: `row ${index + 1}` }));
  } catch (cause) {
    throw new CliFailure(`${path} is no JSON array of keys.`, { cause });
  }
}

function cut(rows: readonly Row[], write: (texts: string[]) => Pick<Chunk, 'format' | 'data'>): Chunk[] {
  const chunks: Chunk[] = [];
  const overhead = sizeOf(write([]).data);
  let pending: Row[] = [];
  let bytes = overhead;
  const close = () => {
    if (pending.length === 0) return;
    const places = pending.map(({ place }) => place);
    chunks.push({ ...write(pending.map(({ text }) => text)), places });
    pending = [];
    bytes = overhead;
  };
  for (const row of rows) {
    const added = sizeOf(row.text) + 2;
    if (pending.length === ROWS_MAX || bytes + added > BYTES_MAX) close();
    pending.push(row);
    bytes += added;
  }
  close();
  return chunks;
}

function sizeOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
