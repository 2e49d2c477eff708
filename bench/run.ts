import { benchVerify } from './verify.ts';

const BENCHES: Readonly<Record<string, () => Promise<Record<string, number>>>> = { verify: benchVerify };

const [name = ''] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  process.stderr.write(
    `bench: there is no bench "${name}"; use one of: ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(await bench())}\n`);
