import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { GlobalRead, Import, SourceFile } from './imports.ts';

/** The rules that keep stations apart. A station is a folder of `src/`, or a file of `src/` without its ending. */
export interface Boundaries {
  /** Station → the stations it may import. */
  readonly arrows: Readonly<Record<string, readonly string[]>>;
  /** Package (`@scope/*` for all of a scope) → the only stations that may import it. One not listed has no place. */
  readonly owners: Readonly<Record<string, readonly string[]>>;
  /** Path that begins so → the only stations that may import it from outside its own, and those only its types. */
  readonly typesFor: Readonly<Record<string, readonly string[]>>;
  /** Global → the only stations that may read it. */
  readonly readers: Readonly<Record<string, readonly string[]>>;
  /** Station → the only packages and built-in modules it may import, each with the names it may take (or `*`). */
  readonly only: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Station → what it may not read of the globals, besides what has readers; `process.*` for all of `process`. */
  readonly unread: Readonly<Record<string, readonly string[]>>;
  /** Files below these folders are written by generators, which keep to no style. */
  readonly generated: RegExp;
  readonly linesMax: number;
}

/** Everything in these files that breaks a rule: one sentence each with file and line, none when all is well. */
export function violations(files: readonly SourceFile[], rules: Boundaries): string[] {
  const paths = new Set(files.map((file) => file.path));
  const own = files.filter((file) => !rules.generated.test(file.path));
  return [
    ...new Set(files.map((file) => stationOf(file.path)))
      .difference(new Set(Object.keys(rules.arrows)))
      .values()
      .map((station) => `src/${station} is no station: give it a place in the allow-list`),
    ...files.flatMap((file) => importViolations(file, rules, paths)),
    ...own.flatMap((file) => globalViolations(file, rules)),
    ...own.flatMap((file) => shapeViolations(file, rules)),
  ];
}

/** `src/core/key.ts` → `core`, `src/app.ts` → `app`. */
export function stationOf(path: string): string {
  return path.split('/')[1]?.replace(/\.[^.]+$/, '') ?? path;
}

/** The file that a relative import names, `null` for a package or an unreadable specifier. */
export function targetOf(path: string, specifier: string | null): string | null {
  return specifier?.startsWith('.') === true ? posix.join(posix.dirname(path), specifier) : null;
}

/** `@scope/name/sub` → `@scope/name`; built-in modules always carry `node:`. */
export function packageOf(specifier: string): string {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return builtinModules.includes(name) ? `node:${name}` : name;
}

/** Whether a pattern of the tables (`x`, `@scope/*`, `process.*`) covers a name. */
export function covers(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

function importViolations(file: SourceFile, rules: Boundaries, paths: ReadonlySet<string>): string[] {
  return file.imports.flatMap((each) => {
    const target = targetOf(file.path, each.specifier);
    if (target !== null) return fileViolations(file, each, target, rules, paths);
    if (rules.generated.test(file.path)) return [];
    if (each.specifier === null) return [at(file, each, 'an import nobody can read: name its target')];
    return packageViolations(file, each, packageOf(each.specifier), rules);
  });
}

function fileViolations(
  file: SourceFile,
  each: Import,
  target: string,
  rules: Boundaries,
  paths: ReadonlySet<string>,
): string[] {
  const [from, to] = [stationOf(file.path), stationOf(target)];
  if (!paths.has(target)) return [at(file, each, `${target} is not a file of src`)];
  if (from === to) return [];
  if (rules.arrows[from]?.includes(to) !== true) return [at(file, each, `${from} may not import ${to}`)];
  return Object.entries(rules.typesFor)
    .filter(([start, stations]) => target.startsWith(start) && !(stations.includes(from) && each.typeOnly))
    .map(([start, stations]) =>
      at(file, each, `${start} gives ${from} nothing, but types to ${stations.join(', ')}`),
    );
}

function packageViolations(file: SourceFile, each: Import, name: string, rules: Boundaries): string[] {
  const station = stationOf(file.path);
  const listed = Object.entries(rules.owners).filter(([pattern]) => covers(pattern, name));
  const found = listed
    .filter(([, owners]) => !owners.includes(station))
    .map(([, owners]) => at(file, each, `${name} belongs to ${owners.join(', ')}`));
  if (listed.length === 0 && !name.startsWith('node:')) found.push(at(file, each, `${name} has no owner`));
  const only = rules.only[station];
  if (only === undefined) return found;
  const names = only[name];
  if (names === undefined) return [...found, at(file, each, `${station} may not import ${name}`)];
  if (each.typeOnly || names.includes('*')) return found;
  const foreign = each.names.filter((taken) => !names.includes(taken));
  return [...found, ...foreign.map((taken) => at(file, each, `${station} may not take ${taken} of ${name}`))];
}

function globalViolations(file: SourceFile, rules: Boundaries): string[] {
  const station = stationOf(file.path);
  const refused = Object.entries(rules.readers)
    .filter(([, readers]) => !readers.includes(station))
    .map(([name]) => name)
    .concat(rules.unread[station] ?? []);
  return file.globals
    .filter((read) => refused.some((pattern) => covers(pattern, read.name)))
    .map((read) => at(file, read, `${station} may not read ${read.name}`));
}

function shapeViolations(file: SourceFile, rules: Boundaries): string[] {
  return [
    ...(file.lines > rules.linesMax ? [`${file.path} has ${file.lines} lines, over ${rules.linesMax}`] : []),
    ...(file.barrel ? [`${file.path} is a barrel: import the defining files`] : []),
  ];
}

function at(file: SourceFile, place: Import | GlobalRead, reason: string): string {
  return `${file.path}:${place.line} ${reason}`;
}
