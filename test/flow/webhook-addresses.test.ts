import { expect, test } from 'vitest';
import { hostileUrls } from '../../fault/hostile-urls.ts';
import { createLookUp, type HostAddress } from '../../src/jobs/look-up-host.ts';
import { postWebhook, WEBHOOK_TIMEOUTS } from '../../src/jobs/post-webhook.ts';
import { type AddressBook, createAddressBook } from '../../src/jobs/webhook-address.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

const PUBLIC = { address: '8.8.8.8', family: 4 };
const LOOPBACK = { address: '127.0.0.1', family: 4 };

async function post(addresses: AddressBook, url: string) {
  return await postWebhook({ addresses, timeouts: WEBHOOK_TIMEOUTS }, { url, headers: {}, body: '{}' });
}

test('no way of writing an address reaches what is internal', async () => {
  const receiver = await startReceiver();
  const urls = hostileUrls(receiver.port);
  expect(urls.length).toBeGreaterThanOrEqual(40);
  for (const url of urls) {
    await expect(post(createAddressBook([]), url)).rejects.toThrow(/no public address|ENOTFOUND/);
  }
  expect(receiver.connectionCount()).toBe(0);
});

test.each<[string, HostAddress[]]>([
  ['metadata.google.internal', [{ address: '169.254.169.254', family: 4 }]],
  ['both.example', [PUBLIC, LOOPBACK]],
  ['six.example', [{ address: '::ffff:10.0.0.1', family: 6 }]],
  ['zone.example', [{ address: 'fe80::1%lo', family: 6 }]],
])('the name %s is refused for one of its addresses', async (name, answer) => {
  const receiver = await startReceiver();
  const addresses = createAddressBook([], async () => answer);
  await expect(post(addresses, `http://${name}:${receiver.port}/`)).rejects.toThrow('no public address');
  expect(receiver.connectionCount()).toBe(0);
});

test('a name that answers otherwise when it is asked again is asked once', async () => {
  const receiver = await startReceiver();
  const answers = [[{ address: '127.0.0.2', family: 4 }], [LOOPBACK], [LOOPBACK]];
  let asked = 0;
  const addresses = createAddressBook(['127.0.0.2/32'], async () => answers[asked++] ?? []);
  expect(await post(addresses, `http://rebind.example:${receiver.port}/`)).toMatchObject({ status: 200 });
  expect(asked).toBe(1);
  expect(receiver.localAddresses).toEqual(['127.0.0.2']);
  await expect(post(addresses, `http://rebind.example:${receiver.port}/`)).rejects.toThrow('no public');
});

test('what the operator allows is reached, and nothing beside it', async () => {
  const receiver = await startReceiver();
  const addresses = createAddressBook(['127.0.0.0/8', '::1/128']);
  for (const host of ['127.0.0.1', '[::1]', 'localhost', '[::ffff:127.0.0.1]']) {
    expect(await post(addresses, `http://${host}:${receiver.port}/`)).toMatchObject({ status: 200 });
  }
  for (const host of ['10.0.0.1', '[::2]', '[64:ff9b::7f00:1]', '0.0.0.0']) {
    await expect(post(addresses, `http://${host}:${receiver.port}/`)).rejects.toThrow('no public address');
  }
});

test('public addresses pass, of both families', async () => {
  const { resolve } = createAddressBook([]);
  for (const host of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1']) {
    expect(await resolve(host)).toMatchObject({ addresses: [{ address: host }], allowed: [] });
  }
});

test('a name server that hangs takes no thread, and a local name needs none', async () => {
  const system: string[] = [];
  const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  const hanging = Object.assign(new Error('no answer'), { code: 'ETIMEOUT' });
  const lookUp = createLookUp({
    ask: async (host, family) => {
      if (host === 'slow.example') throw hanging;
      if (host === 'known.example' && family === 4) return ['8.8.8.8'];
      throw unknown;
    },
    system: async (host) => {
      system.push(host);
      return [LOOPBACK];
    },
  });
  await expect(lookUp('slow.example')).rejects.toThrow('no answer');
  expect(await lookUp('known.example')).toEqual([PUBLIC]);
  expect(system).toEqual([]);
  expect(await lookUp('host.docker.internal')).toEqual([LOOPBACK]);
  expect(await lookUp('hooks')).toEqual([LOOPBACK]);
  expect(system).toEqual(['host.docker.internal', 'hooks']);
});
