import { parseArgs } from 'node:util';
import { CliFailure } from '../failure.ts';

/** What was asked for on the command line. */
export interface ImportSettings {
  readonly path: string;
  readonly url: string;
  readonly token: string;
  readonly workspaceId: string;
  readonly dryRun: boolean;
}

/** What the command takes. */
export const USAGE = `npm run import -- <keys.csv or keys.json> --token <token> --workspace <id> [options]

  --token <token>     an ADMIN token of the workspace, or a session of one of its admins
  --workspace <id>    where the keys go
  --url <url>         a running Keywatch (default: http://localhost:4000)
  --dry-run           only says what would be; a hash that stands twice is seen within 1,000 rows
  --help              this text

The file: CSV whose first line names its columns, or a JSON array of objects. Columns: sha256 (of the secret, in hex or
base64) and name; as needed ownerEmail, description, environment, scopes, servers (slugs; none: all), allowCidrs,
ratePerMinute, expiresAt, createdAt, prefix, lastFour, metadata. Lists are separated by ";" in CSV.`;

/** Reads the command line. Throws CliFailure with the usage where it does not fit. */
export function readSettings(args: string[]): ImportSettings {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: 'string', default: 'http://localhost:4000' },
        token: { type: 'string' },
        workspace: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
    const [path, ...more] = positionals;
    const { url, token, workspace: workspaceId } = values;
    if (path === undefined || more.length > 0) throw new CliFailure('give exactly one file of keys');
    if (token === undefined || workspaceId === undefined)
      throw new CliFailure('give --token and --workspace');
    if (!URL.canParse(url)) throw new CliFailure('--url must be a URL such as http://localhost:4000');
    return { path, url, token, workspaceId, dryRun: values['dry-run'] };
  } catch (cause) {
    throw new CliFailure(`${cause instanceof Error ? cause.message : String(cause)}\n\n${USAGE}`, { cause });
  }
}
