import { benchDashboard } from './dashboard.ts';
import { benchDetect } from './detect.ts';
import { benchExport } from './export.ts';
import { benchGraphql } from './graphql.ts';
import { benchLag } from './lag.ts';
import { benchRecord } from './record.ts';
import { benchRollUp } from './roll-up.ts';
import { benchScore } from './score.ts';
import { benchSdk } from './sdk.ts';
import { benchSize } from './size.ts';
import { benchUsage } from './usage.ts';
import { benchVerify } from './verify.ts';

/** Each prints what it measures as it goes; its figures are printed last, as one line of JSON. */
const BENCHES = new Map<string, (flags: string[]) => Promise<object>>([
  ['dashboard', benchDashboard],
  ['export', benchExport],
  ['detect', benchDetect],
  ['graphql', benchGraphql],
  ['lag', benchLag],
  ['record', benchRecord],
  ['roll-up', benchRollUp],
  ['score', benchScore],
  ['sdk', benchSdk],
  ['usage', benchUsage],
  ['size', benchSize],
  ['verify', benchVerify],
]);

const [name = '', ...flags] = process.argv.slice(2);
const bench = BENCHES.get(name);
if (bench === undefined) {
  process.stderr.write(`bench: there is no bench "${name}"; use one of: ${[...BENCHES.keys()].join(', ')}\n`);
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(await bench(flags))}\n`);
