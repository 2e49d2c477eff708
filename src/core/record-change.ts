/**
 * The fields in which two states of a thing differ, as JSON values: Dates become ISO strings, bigints decimal ones. The
 * order of names does not count; a field that is undefined is not there.
 */
export function changesOf(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const changed = new Set(names.filter((name) => !isSame(was.get(name), is.get(name))));
  return { before: only(was, changed), after: only(is, changed) };
}

function fieldsOf(record: Record<string, unknown>): Map<string, unknown> {
  const written = Object.entries(record).map(([name, value]) => [name, writtenOf(value)] as const);
  return new Map(written.filter(([, value]) => value !== undefined));
}

/** The value as JSON holds it, undefined for what JSON leaves out. */
function writtenOf(value: unknown): unknown {
  const text: string | undefined = JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  );
  return text === undefined ? undefined : JSON.parse(text);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const others = new Map<string, unknown>(Object.entries(other));
  const entries = Object.entries(one);
  return (
    entries.length === others.size &&
    entries.every(([name, value]) => others.has(name) && isSame(value, others.get(name)))
  );
}

function only(fields: ReadonlyMap<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries([...fields].filter(([name]) => names.has(name)));
}
