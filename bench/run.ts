import { benchGraphql } from './graphql.ts';
import { benchSdk } from './sdk.ts';
import { benchVerify } from './verify.ts';

/** Each prints what it measures as it goes; its figures are printed last, as one line of JSON. */
const BENCHES = new Map<string, (flags: string[]) => Promise<object>>([
  ['graphql', benchGraphql],
  ['sdk', benchSdk],
  ['verify', benchVerify],
]);

const [name = '', ...flags] = process.argv.slice(2);
const bench = BENCHES.get(name);
if (bench === undefined) {
  process.stderr.write(`bench: there is no bench "${name}"; use one of: ${[...BENCHES.keys()].join(', ')}\n`);
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(await bench(flags))}\n`);
