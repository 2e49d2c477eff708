/** Programs that open servers with a key. */
export const CLIENTS = ['GENERIC', 'CLAUDE_DESKTOP', 'CURSOR', 'VS_CODE', 'CURL'] as const;

export type Client = (typeof CLIENTS)[number];

/** What to put where, so that a program opens a server. */
export interface ClientConfig {
  /** The file that it belongs to; null for a command. */
  readonly fileName: string | null;
  readonly text: string;
  /** The environment variable that holds the key, so that the key itself is in no file. */
  readonly variable: string;
}

/** Writes the configuration of a client for a server. The key is a placeholder in it, never the key. */
export function clientConfig(client: Client, server: { slug: string; url: string }): ClientConfig {
  const variable = `${server.slug
    .replaceAll('-', '_')
    .toUpperCase()
    .replace(/^(?=\d)/, 'KEY_')}_API_KEY`;
  const { fileName, write } = WRITERS[client];
  return { fileName, variable, text: write(server, variable) };
}

interface Writer {
  readonly fileName: string | null;
  readonly write: (server: { slug: string; url: string }, variable: string) => string;
}

const WRITERS: Readonly<Record<Client, Writer>> = {
  // Octolane's documented form, with the placeholder of clients that replace environment variables.
  GENERIC: {
    fileName: 'mcp.json',
    write: ({ slug, url }, variable) =>
      json({ mcpServers: { [slug]: { url, headers: { 'X-API-Key': `\${${variable}}` } } } }),
  },
  // Claude Desktop starts commands only; mcp-remote connects one to a server over HTTP.
  CLAUDE_DESKTOP: {
    fileName: 'claude_desktop_config.json',
    write: ({ slug, url }, variable) =>
      json({
        mcpServers: {
          [slug]: {
            command: 'npx',
            args: ['-y', 'mcp-remote', url, '--header', `X-API-Key:\${${variable}}`],
            env: { [variable]: '<your key>' },
          },
        },
      }),
  },
  CURSOR: {
    fileName: '.cursor/mcp.json',
    write: ({ slug, url }, variable) =>
      json({ mcpServers: { [slug]: { url, headers: { 'X-API-Key': `\${env:${variable}}` } } } }),
  },
  VS_CODE: {
    fileName: '.vscode/mcp.json',
    write: ({ slug, url }) =>
      json({
        inputs: [
          { type: 'promptString', id: `${slug}-api-key`, description: `API key for ${slug}`, password: true },
        ],
        servers: { [slug]: { type: 'http', url, headers: { 'X-API-Key': `\${input:${slug}-api-key}` } } },
      }),
  },
  CURL: {
    fileName: null,
    write: ({ url }, variable) =>
      [
        `curl -X POST '${url.replaceAll("'", '%27')}' \\`,
        `  -H "X-API-Key: $${variable}" -H 'content-type: application/json' \\`,
        "  -H 'accept: application/json, text/event-stream' \\",
        `  -d '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'`,
      ].join('\n'),
  },
};

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
