import { parseArgs } from 'node:util';
import { count } from './count.ts';
import { fuzz } from './fuzz.ts';
import { redisDown } from './redis-down.ts';
import { revoke } from './revoke.ts';
import type { FaultOptions, Verdict } from './verdict.ts';
import { webhook } from './webhook.ts';

/** Each says on standard error what goes wrong as it goes; its figures are printed last, as one line of JSON. */
const FAULTS: ReadonlyMap<string, (options: FaultOptions) => Promise<Verdict>> = new Map([
  ['fuzz', fuzz],
  ['count', count],
  ['revoke', revoke],
  ['redis-down', redisDown],
  ['webhook', webhook],
]);
/** How long each lasts unless it is told. */
const SECONDS: Readonly<Record<string, string>> = { count: '120', 'redis-down': '300', webhook: '30' };

const NAMES = [...FAULTS.keys()];
const USAGE = `usage: npm run fault -- <${NAMES.join('|')}> [--revocations 1000] [--rollbacks 10] [--seconds 10, of count 120, of redis-down 300, of webhook 30] [--requests 1000000]`;

const { name, options } = readCommandLine(process.argv.slice(2));
const fault = FAULTS.get(name);
if (fault === undefined) {
  fail(`there is no fault "${name}"; use one of: ${NAMES.join(', ')}\n${USAGE}`);
}
const { figures, held } = await fault(options);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = held ? 0 : 1;

function readCommandLine(args: string[]): { name: string; options: FaultOptions } {
  const { positionals, values } = parse(args);
  const [name = '', ...more] = positionals;
  if (more.length > 0) fail(`one fault at a time; leave out ${more.join(' ')}\n${USAGE}`);
  return {
    name,
    options: {
      revocations: readCount('--revocations', values.revocations),
      rollbacks: readCount('--rollbacks', values.rollbacks),
      seconds: readCount('--seconds', values.seconds ?? SECONDS[name] ?? '10'),
      requests: readCount('--requests', values.requests),
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        revocations: { type: 'string', default: '1000' },
        rollbacks: { type: 'string', default: '10' },
        seconds: { type: 'string' },
        requests: { type: 'string', default: '1000000' },
      },
    });
  } catch (error) {
    if (error instanceof TypeError) fail(`${error.message}\n${USAGE}`);
    throw error;
  }
}

function readCount(name: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  return fail(`${name} is "${text}"; give a whole number from 1 to 9999999\n${USAGE}`);
}

function fail(message: string): never {
  process.stderr.write(`fault: ${message}\n`);
  process.exit(1);
}
