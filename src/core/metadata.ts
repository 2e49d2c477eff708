/** What is known of a key besides its own fields: JSON values by name. */
export type Metadata = Readonly<Record<string, unknown>>;

/** The most that metadata may take, in UTF-8 bytes of its JSON. */
export const METADATA_BYTES_MAX = 8_192;

const PATH_LENGTH_MAX = 10;

/** Tells faults from metadata, which may itself have a name `fault`. */
const FAULT = Symbol('fault');

/** Why metadata was not changed; isMetadataFault tells it from metadata. */
interface MetadataFault {
  readonly fault: string;
  readonly tooLarge: boolean;
  readonly [FAULT]: true;
}

/** What is to be changed: first what is unset, then what is set, in their order. A path has 1 to 10 names. */
interface MetadataChange {
  readonly set: readonly { readonly path: readonly string[]; readonly value: unknown }[];
  readonly unset: readonly (readonly string[])[];
}

/**
 * Returns metadata with a change, which it leaves as it was itself. Setting makes the objects on the way; unsetting what
 * is not there changes nothing, and objects that it emptied stay. A fault says which path leads through something that is
 * no object, which has not 1 to 10 names, or that the result is too large. All names are data, `__proto__` as well.
 */
export function changeMetadata(metadata: Metadata, change: MetadataChange): Metadata | MetadataFault {
  const paths = [...change.unset, ...change.set.map(({ path }) => path)];
  const faulty = paths.find((path) => path.length === 0 || path.length > PATH_LENGTH_MAX);
  if (faulty !== undefined) return faultOf(`${nameOf(faulty)}: must have 1 to ${PATH_LENGTH_MAX} names`);
  let changed = change.unset.reduce(without, metadata);
  for (const { path, value } of change.set) {
    const next = withValue(changed, path, value);
    if (next === undefined) return faultOf(`${nameOf(path)}: must lead through objects only`);
    changed = next;
  }
  return metadataSize(changed) > METADATA_BYTES_MAX
    ? faultOf(`must have at most ${METADATA_BYTES_MAX} bytes in all`, true)
    : changed;
}

/** Tells whether changeMetadata answered with a fault; looking for the name `fault` would be fooled by metadata. */
export function isMetadataFault(changed: Metadata | MetadataFault): changed is MetadataFault {
  return Object.hasOwn(changed, FAULT);
}

/** The object that holds nothing but a value at a path, as Postgres' `@>` takes it: `{a: {b: value}}`. */
export function containment(path: readonly string[], value: unknown): Metadata {
  const [name, ...rest] = path;
  if (name === undefined) return {};
  return { [name]: rest.length === 0 ? value : containment(rest, value) };
}

/** The UTF-8 bytes of metadata's JSON; Infinity for what cannot be written: cycles, nesting too deep, no JSON at all. */
export function metadataSize(metadata: unknown): number {
  try {
    const text: string | undefined = JSON.stringify(metadata);
    return text === undefined ? Infinity : Buffer.byteLength(text);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return Infinity;
    throw error;
  }
}

/** Undefined where the way leads through what is no object. */
function withValue(metadata: Metadata, path: readonly string[], value: unknown): Metadata | undefined {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return { ...metadata, [name]: value };
  const inner = Object.hasOwn(metadata, name) ? metadata[name] : {};
  const changed = isObject(inner) ? withValue(inner, rest, value) : undefined;
  return changed && { ...metadata, [name]: changed };
}

function without(metadata: Metadata, path: readonly string[]): Metadata {
  const [name = '', ...rest] = path;
  if (!Object.hasOwn(metadata, name)) return metadata;
  if (rest.length === 0)
    return Object.fromEntries(Object.entries(metadata).filter(([each]) => each !== name));
  const inner = metadata[name];
  return isObject(inner) ? { ...metadata, [name]: without(inner, rest) } : metadata;
}

function isObject(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function faultOf(fault: string, tooLarge = false): MetadataFault {
  return { fault, tooLarge, [FAULT]: true };
}

function nameOf(path: readonly string[]): string {
  return path.join('.') || 'path';
}
