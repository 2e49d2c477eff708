import { connect } from 'node:net';

const ANSWER_MS_MAX = 1_000;

/** Where a private Redis listens, and the password that only its owner knows. */
export interface RedisAddress {
  port: number;
  password: string;
}

/**
 * Signs in to a Redis on 127.0.0.1 and sends one command. Answers its one-line reply, an empty line where it hung up
 * after the sign-in as SHUTDOWN does, and undefined where no Redis of that password listens.
 */
export async function askRedis(address: RedisAddress, command: string): Promise<string | undefined> {
  return await new Promise((answer) => {
    const socket = connect(address.port, '127.0.0.1');
    let received = '';
    const end = () => {
      socket.destroy();
      const [signIn, reply] = received.split('\r\n');
      answer(signIn === '+OK' ? reply : undefined);
    };
    socket.setTimeout(ANSWER_MS_MAX, end);
    socket.on('error', end);
    socket.on('close', end);
    socket.on('connect', () => socket.write(`AUTH ${address.password}\r\n${command}\r\n`));
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      if (received.split('\r\n').length > 2 || received.startsWith('-')) end();
    });
  });
}
