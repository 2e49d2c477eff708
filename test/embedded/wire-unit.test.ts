import { array, assert, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { renameStatement, simpleQuery, sync } from '../../src/embedded/wire-message.ts';
import { createUnitReader } from '../../src/embedded/wire-unit.ts';

const startup = frame('', [0, 3, 0, 0, ...Buffer.from('user\0postgres\0\0')]);
const parse = frame('P', [...Buffer.from('name\0SELECT $1\0'), 0, 0]);
const bind = frame('B', [...Buffer.from('portal\0name\0'), 0, 0, 0, 0, 0, 0]);
const conversation = Buffer.concat([startup, parse, bind, sync(), simpleQuery('SELECT 1'), frame('X', [])]);

test('the units of a conversation do not depend on how its bytes arrive', () => {
  const whole = createUnitReader()(conversation);
  expect(whole.map((unit) => unit.kind)).toEqual(['startup', 'batch', 'batch', 'end']);
  assert(
    property(array(nat({ max: conversation.length })), (cuts) => {
      const edges = [0, ...cuts.sort((one, other) => one - other), conversation.length];
      const read = createUnitReader();
      const units = edges.slice(1).flatMap((end, at) => read(conversation.subarray(edges[at], end)));
      expect(units).toEqual(whole);
    }),
  );
});

test.each([
  ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['a message of negative length', Buffer.concat([startup, Buffer.from([81, 255, 255, 255, 255])])],
])('%s is refused', (_name, bytes) => {
  expect(() => createUnitReader()(bytes)).toThrow(/protocol|bytes/);
});

test('a statement is renamed where a message names one, and an unnamed one is not', () => {
  const rename = (name: string) => `c1_${name}`;
  expect(renameStatement(parse, rename)).toEqual(frame('P', [...Buffer.from('c1_name\0SELECT $1\0'), 0, 0]));
  expect(renameStatement(bind, rename)).toEqual(
    frame('B', [...Buffer.from('portal\0c1_name\0'), 0, 0, 0, 0, 0, 0]),
  );
  const unnamed = frame('P', [...Buffer.from('\0SELECT $1\0'), 0, 0]);
  expect(renameStatement(unnamed, rename)).toBe(unnamed);
  const portal = frame('D', [...Buffer.from('Pname\0')]);
  expect(renameStatement(portal, rename)).toBe(portal);
});

function frame(type: string, body: number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}
