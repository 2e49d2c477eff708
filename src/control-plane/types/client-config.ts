import { CLIENTS, type ClientConfig, clientConfig } from '../../core/client-config.ts';
import { Refusal } from '../../core/errors.ts';
import { builder } from '../builder.ts';
import { serverRef } from './server.ts';

const clientRef = builder.enumType('Client', {
  description: 'Programs that open servers with a key. GENERIC fits those that replace `${VARIABLE}`.',
  values: CLIENTS,
});

const clientConfigRef = builder.objectRef<ClientConfig>('ClientConfig').implement({
  description: 'What to put where, so that a program opens a server. The key itself is never in it.',
  fields: (t) => ({
    fileName: t.exposeString('fileName', { nullable: true, description: 'Null: a command to run.' }),
    text: t.exposeString('text', { description: 'The whole file, or the command.' }),
    variable: t.exposeString('variable', {
      description: 'The environment variable that is to hold the key, where the program reads one.',
    }),
  }),
});

builder.prismaObjectField(serverRef, 'clientConfig', (t) =>
  t.field({
    type: clientConfigRef,
    description: 'The configuration of a program that is to open this server with a key.',
    args: {
      client: t.arg({ type: clientRef, required: true, description: 'The program.' }),
      url: t.arg.string({
        required: true,
        description: 'Where clients reach the server: the address of its gateway.',
      }),
    },
    select: { slug: true },
    resolve: ({ slug }, { client, url }) => clientConfig(client, { slug, url: addressOf(url) }),
  }),
);

function addressOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') return url;
  throw new Refusal('URL_NOT_ALLOWED', 'url: must be an absolute URL that begins with https:// or http://.');
}
