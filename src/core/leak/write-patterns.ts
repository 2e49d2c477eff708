import { GITHUB_AFTER, GITHUB_BEFORE, type LeakPattern, standaloneRegex } from './pattern.ts';

const CHECKSUM =
  'The last six characters of a key are a checksum: CRC32 (ISO-HDLC) of all before them, in base62 (0-9A-Za-z), padded with 0.';

/** Writes patterns as a configuration of gitleaks 8, beside its own rules. */
export function writeGitleaks(patterns: readonly LeakPattern[]): string {
  const rules = patterns.map(
    (pattern) => `[[rules]]
id = ${quoted(pattern.id)}
description = ${quoted(`Key of the format ${pattern.format}`)}
regex = '''${standaloneRegex(pattern)}'''
secretGroup = 1
keywords = [${quoted(pattern.keyword.toLowerCase())}]
`,
  );
  return [`# ${CHECKSUM}\ntitle = "Keys of Keywatch"\n\n[extend]\nuseDefault = true\n`, ...rules].join('\n');
}

/** Writes patterns for GitHub as text: what its custom patterns and its partner form ask for, pattern by pattern. */
export function writeGithub(patterns: readonly LeakPattern[], reportUrl: string): string {
  const sections = patterns.map(
    ({ id, format, regex, examples }) => `Pattern name: ${id}
Key format: ${format}
Secret format: ${regex}
Before secret: ${GITHUB_BEFORE}
After secret: ${GITHUB_AFTER}
Test strings:
${examples.map((example) => `  ${example}`).join('\n')}
`,
  );
  return [`${CHECKSUM}\nEndpoint for partner reports: ${reportUrl}\n`, ...sections].join('\n');
}

/** A basic string of TOML 1.0; formats and names hold no control characters. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
