import { readFile } from 'node:fs/promises';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';

/** An operation of docs/examples.md as a reader would paste it. */
export interface Example {
  readonly name: string;
  readonly text: string;
  readonly operation: OperationDefinitionNode;
  /** JSON, with what the reader has to fill in as `<name>`. */
  readonly variables: string;
}

/** The name of an example → its answer. */
export type Answers = ReadonlyMap<string, unknown>;

const BLOCKS = /```graphql\n([^`]*)```\n(?:\s*```json\n([^`]*)```\n)?/g;

/** Reads the page. Throws where a block does not parse or is not one named operation. */
export async function readExamples(): Promise<Example[]> {
  const page = await readFile(new URL('../../docs/examples.md', import.meta.url), 'utf8');
  return [...page.matchAll(BLOCKS)].map(([, text = '', variables = '{}']) => {
    const [operation] = parse(text).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.name === undefined) {
      throw new Error(`An example is no named operation:\n${text}`);
    }
    return { name: operation.name.value, text, operation, variables };
  });
}

/**
 * The variables of an example with its blanks filled in: `<keyId>` by what `fill` makes of the name, and
 * `<Operation.path.to.value>` by the answer of an example further up.
 */
export async function fillIn(
  example: Example,
  answers: Answers,
  fill: (name: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  const blanks = [...new Set(example.variables.match(/<[\w.]+>/g))];
  let json = example.variables;
  for (const blank of blanks) {
    const name = blank.slice(1, -1);
    const value = name.includes('.') ? answerAt(answers, name) : await fill(name);
    json = json.replaceAll(blank, value);
  }
  return JSON.parse(json) as Record<string, unknown>;
}

/** The text or number at `Operation.path.to.value`; entries of lists are numbered from 0. Throws where there is none. */
export function answerAt(answers: Answers, place: string): string {
  const [operation = '', ...path] = place.split('.');
  let value = answers.get(operation);
  for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`No example ${operation} answers a text or number at ${path.join('.')}.`);
}
