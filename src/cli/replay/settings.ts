import { parseArgs } from 'node:util';
import { CliFailure } from '../failure.ts';

/** What was asked for on the command line. */
export interface ReplaySettings {
  readonly path: string;
  readonly url: string | undefined;
  readonly email: string | undefined;
  readonly password: string | undefined;
  readonly workspaceName: string;
  /** Keeps the log's own times instead of moving it to end yesterday. */
  readonly originalTime: boolean;
}

const USAGE = `npm run replay -- <access log, plain or .gz> [options]

  --workspace <name>   where the keys are made (default: Replay)
  --original-time      keep the log's times; without it the log is moved by whole days to end yesterday
  --url <url>          a running Keywatch (default: the one at HOST and PORT, else one is started)
  --email, --password  whom to sign in as (default: the first owner)`;

/** Reads the command line. Throws CliFailure with the usage where it does not fit. */
export function readSettings(args: string[]): ReplaySettings {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        email: { type: 'string' },
        password: { type: 'string' },
        workspace: { type: 'string', default: 'Replay' },
        'original-time': { type: 'boolean', default: false },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new CliFailure('give exactly one access log');
    const { url, email, password, workspace: workspaceName } = values;
    return { path, url, email, password, workspaceName, originalTime: values['original-time'] };
  } catch (cause) {
    throw new CliFailure(`${cause instanceof Error ? cause.message : String(cause)}\n\n${USAGE}`, { cause });
  }
}
