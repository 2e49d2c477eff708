import { describe, expect, test } from 'vitest';
import { CLIENTS, clientConfig } from '../../src/core/client-config.ts';

const server = { slug: 'octolane', url: 'https://mcp.octolane.com/mcp' };

describe('a client’s configuration', () => {
  test('is the one that Octolane documents', () => {
    expect(JSON.parse(clientConfig('GENERIC', server).text)).toEqual({
      mcpServers: {
        octolane: {
          url: 'https://mcp.octolane.com/mcp',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: clients replace it.
          headers: { 'X-API-Key': '${OCTOLANE_API_KEY}' },
        },
      },
    });
  });

  test.each(CLIENTS)('for %s names the server and a place for the key', (client) => {
    const { text, variable, fileName } = clientConfig(client, server);
    expect(text).toContain(server.url);
    expect(text).toMatch(/OCTOLANE_API_KEY|octolane-api-key/);
    expect(variable).toBe('OCTOLANE_API_KEY');
    if (fileName !== null) expect(() => JSON.parse(text)).not.toThrow();
  });

  test('has a variable that shells accept', () => {
    const variables = ['crm-eu', '3d', 'a'].map((slug) => clientConfig('CURL', { ...server, slug }).variable);
    expect(variables).toEqual(['CRM_EU_API_KEY', 'KEY_3D_API_KEY', 'A_API_KEY']);
  });

  test('leaves no quote open in a command', () => {
    const { text } = clientConfig('CURL', { slug: 'a', url: "https://a.example/'; rm -rf ~; '" });
    expect(text.split('\n')[0]).toBe("curl -X POST 'https://a.example/%27; rm -rf ~; %27' \\");
  });
});
