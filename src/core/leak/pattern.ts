import { hash } from 'node:crypto';
import { type KeyTemplate, makeKeySecret, parseTemplate } from '../key/template.ts';

/** How keys of one format are found in texts. */
export interface LeakPattern {
  /** Such as `keywatch-mcp-sk`: unique among the patterns of a workspace. */
  readonly id: string;
  /** The template of the keys. */
  readonly format: string;
  /** Matches a key and nothing around it; the same in RE2 (gitleaks), Hyperscan (GitHub) and JavaScript. */
  readonly regex: string;
  /** What every key begins with: scanners look for this first. */
  readonly keyword: string;
  /** Keys of the format with right checksums that open nothing. */
  readonly examples: readonly string[];
  /** Texts that look much alike and must not match. */
  readonly nearMisses: readonly string[];
}

/** What must not stand right before or after a key. */
const BESIDE = '[^0-9A-Za-z]';

/** What GitHub's custom patterns take as what comes before a secret, and after it. */
export const GITHUB_BEFORE = String.raw`\A|${BESIDE}`;
export const GITHUB_AFTER = String.raw`\z|${BESIDE}`;

/** Makes the patterns of key formats; a format that is none any more is left out. */
export function leakPatterns(formats: readonly string[]): LeakPattern[] {
  return [...new Set(formats)].flatMap((format) => {
    const template = parseTemplate(format);
    return 'fault' in template ? [] : [patternOf(format, template)];
  });
}

/** The pattern as a scanner takes it that knows no before and after: the key is its only group. */
export function standaloneRegex({ regex }: LeakPattern): string {
  return `(?:^|${BESIDE})(${regex})(?:$|${BESIDE})`;
}

function patternOf(format: string, template: KeyTemplate): LeakPattern {
  const pieces = template.parts.map((part) => ('literal' in part ? part.literal : FILLED[part.fill]));
  const [first] = template.parts;
  const keyword = first !== undefined && 'literal' in first ? first.literal : '';
  const examples = ['production', 'staging'].map((environment) => exampleOf(format, template, environment));
  const [example = ''] = examples;
  return {
    id: `keywatch-${format
      .replaceAll(/[^0-9A-Za-z]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .toLowerCase()}`,
    format,
    regex: `${pieces.join('')}[0-9A-Za-z]{${template.secretLength}}`,
    keyword,
    examples: [...new Set(examples)],
    nearMisses: [example.slice(0, -1), `${example}0`, `x${example}`, `${example.slice(0, -1)}-`],
  };
}

const FILLED = { env: '(?:live|test)', user: '[0-9a-f]{32}', key: '[0-9a-f]{32}' } as const;

/** The same at each call, so that what was told to others stays true. */
function exampleOf(format: string, template: KeyTemplate, environment: string): string {
  const id = hash('sha256', `example ${format}`, 'hex').slice(0, 32);
  let round = 0;
  const bytes = (length: number) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      hash('sha256', `example ${format} ${environment} ${(round += 1)}`, 'buffer'),
    );
    return Buffer.concat(blocks).subarray(0, length);
  };
  return makeKeySecret(template, { environment, ownerId: id, keyId: id }, bytes).secret;
}
