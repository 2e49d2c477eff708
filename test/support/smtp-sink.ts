import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** An SMTP server of a test's own that keeps the mails it is given. */
export interface SmtpSink {
  readonly url: string;
  /** Each as it came, headers and all. */
  readonly mails: readonly string[];
}

/** Opens an SMTP server on a local port. It refuses all recipients, or never says a word, where asked to. */
export async function openSmtpSink(mood: 'kind' | 'refusing' | 'mute' = 'kind'): Promise<SmtpSink> {
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (mood !== 'mute') converse(socket, mails, mood === 'refusing');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sink has no port.');
  return { url: `smtp://127.0.0.1:${address.port}`, mails };
}

function converse(socket: Socket, mails: string[], refusing: boolean): void {
  let text = '';
  let inData = false;
  socket.write('220 sink\r\n');
  socket.on('data', (chunk) => {
    text += chunk.toString();
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n';
      const at = text.indexOf(end);
      if (at < 0) return;
      const part = text.slice(0, at);
      text = text.slice(at + end.length);
      if (inData) mails.push(part);
      inData = !inData && part === 'DATA';
      socket.write(inData ? '354 go on\r\n' : `${answerTo(part, refusing)}\r\n`);
      if (part === 'QUIT') socket.end();
    }
  });
}

function answerTo(line: string, refusing: boolean): string {
  if (refusing && line.startsWith('RCPT')) return '550 nobody here';
  return line === 'QUIT' ? '221 bye' : '250 ok';
}
