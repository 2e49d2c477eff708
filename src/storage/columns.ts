import { Prisma } from './generated/client.ts';

/** Columns of a table for a statement of our own, under the names that Prisma gives them; enums go as text. */
export function columnsOf<Name extends string>(
  alias: string,
  names: Readonly<Record<Name, true>>,
  enums: readonly Name[] = [],
): Prisma.Sql {
  const columns = (Object.keys(names) as Name[]).map((name) => {
    const column = `${alias}.${toSnakeCase(name)}`;
    return `${enums.includes(name) ? `${column}::text` : column} AS "${name}"`;
  });
  return Prisma.raw(columns.join(', '));
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
