import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

/** One import, re-export, dynamic import, `import('…')` type or `require` of a file. */
export interface Import {
  /** As written; `null` where it is computed and nobody can read it off the source. */
  readonly specifier: string | null;
  /** The names taken from the target; `*` for the whole of it, none for an import of its side effects. */
  readonly names: readonly string[];
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A global that a file reads: `Date.now`, `process.env`, `new Date()` (without arguments) or `fetch()` (a call). */
export interface GlobalRead {
  readonly name: string;
  readonly line: number;
}

/** What the boundary check knows of one source file. */
export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalRead[];
  /** True where the file says nothing of its own and only passes on what others export. */
  readonly barrel: boolean;
}

/** Reads every file below `folder` (a path from `root`); code is parsed, of other text only the lines are counted. */
export async function readSources(root: string, folder: string): Promise<SourceFile[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(
    paths
      .sort()
      .map(async (path) =>
        readSource(path.slice(root.length + 1).replaceAll('\\', '/'), await readFile(path, 'utf8')),
      ),
  );
}

/** Reads one file from its text. Throws where the text is code that does not parse. */
export function readSource(path: string, text: string): SourceFile {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const language = /\.[cm]?([jt]sx?)$/.exec(path)?.[1];
  if (language === undefined) return { path, lines, imports: [], globals: [], barrel: false };
  const program = parseAst(text, { lang: language === 'tsx' || language === 'jsx' ? language : 'ts' }, path);
  const nodes = [...nodesIn(program)];
  const lineOf = lineFinder(text);
  return {
    path,
    lines,
    imports: nodes.flatMap((node) => importsAt(node, lineOf)),
    globals: nodes.flatMap((node) => globalsAt(node).map((name) => ({ name, line: lineOf(node) }))),
    barrel: isBarrel(program.body),
  };
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [property: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item);
  if (!isNode(value)) return;
  yield value;
  for (const child of Object.values(value)) yield* nodesIn(child);
}

function lineFinder(text: string): (node: Node) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return (node) => starts.findLastIndex((start) => start <= node.start) + 1;
}

function importsAt(node: Node, lineOf: (node: Node) => number): Import[] {
  const typeOnly = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType';
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      if (!isNode(node.source)) return [];
      return [
        { specifier: textOf(node.source), names: namesIn(node.specifiers), typeOnly, line: lineOf(node) },
      ];
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return [{ specifier: textOf(node.source), names: ['*'], typeOnly, line: lineOf(node) }];
    case 'TSExternalModuleReference':
      return [{ specifier: textOf(node.expression), names: ['*'], typeOnly, line: lineOf(node) }];
    case 'CallExpression':
      if (nameOf(node.callee) !== 'require' || !Array.isArray(node.arguments)) return [];
      return [{ specifier: textOf(node.arguments[0]), names: ['*'], typeOnly, line: lineOf(node) }];
    default:
      return [];
  }
}

function namesIn(specifiers: unknown): string[] {
  if (!Array.isArray(specifiers)) return [];
  return specifiers.filter(isNode).map((specifier) => {
    const imported = specifier.type === 'ExportSpecifier' ? specifier.local : specifier.imported;
    return nameOf(imported) ?? textOf(imported) ?? '*';
  });
}

function globalsAt(node: Node): string[] {
  switch (node.type) {
    case 'MemberExpression':
      return memberOf(node);
    case 'VariableDeclarator':
      return keysTaken(node.id).map((key) => `${nameOf(node.init) ?? ''}.${key}`);
    case 'NewExpression':
      return nameOf(node.callee) === 'Date' && isEmpty(node.arguments) ? ['new Date()'] : [];
    case 'CallExpression':
      return nameOf(node.callee) === null ? [] : [`${nameOf(node.callee)}()`];
    default:
      return [];
  }
}

/** `Date.now` of `Date.now`, `Date['now']` and `globalThis.Date.now`. */
function memberOf(node: Node): string[] {
  const holder = isNode(node.object) ? node.object : node;
  const object = nameOf(holder.object) === 'globalThis' ? nameOf(holder.property) : nameOf(holder);
  const property = node.computed === true ? textOf(node.property) : nameOf(node.property);
  return object === null ? [] : [`${object}.${property ?? '*'}`];
}

function keysTaken(pattern: unknown): string[] {
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern' || !Array.isArray(pattern.properties)) return [];
  return pattern.properties.filter(isNode).map((property) => nameOf(property.key) ?? '*');
}

/** The name of an identifier; `import.meta` counts as one. */
function nameOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === 'MetaProperty') return 'import.meta';
  return value.type === 'Identifier' && typeof value.name === 'string' ? value.name : null;
}

function textOf(value: unknown): string | null {
  return isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isBarrel(body: readonly { type: string; source?: unknown; declaration?: unknown }[]): boolean {
  const passesOn = (statement: (typeof body)[number]) =>
    statement.type === 'ExportAllDeclaration' ||
    (statement.type === 'ExportNamedDeclaration' && statement.declaration === null);
  return body.some(passesOn) && body.every((each) => each.type === 'ImportDeclaration' || passesOn(each));
}
