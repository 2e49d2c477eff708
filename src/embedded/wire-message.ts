const COPY_IN = /\bcopy\b[^;]*\bfrom\s+stdin\b/i;
const COPY_IN_REFUSAL = `DO $$ BEGIN RAISE EXCEPTION 'the embedded Postgres has no COPY FROM STDIN; use INSERT'
  USING ERRCODE = 'feature_not_supported'; END $$`;

/** A client's simple query. */
export function simpleQuery(sql: string): Buffer {
  return message('Q', text(sql));
}

/** A client's Sync: ends whatever extended query was under way. */
export function sync(): Buffer {
  return message('S', Buffer.alloc(0));
}

/** A client's Close of a prepared statement. */
export function closeStatement(name: string): Buffer {
  return message('C', Buffer.concat([Buffer.from('S'), text(name)]));
}

/** The server's demand for a password in clear, which stays on the loopback interface. */
export function askPassword(): Buffer {
  return message('R', Buffer.from([0, 0, 0, 3]));
}

/** The server's last word before it hangs up. */
export function fatalError(sqlState: string, reason: string): Buffer {
  const fields = ['SFATAL', 'VFATAL', `C${sqlState}`, `M${reason}`].map(text);
  return message('E', Buffer.concat([...fields, Buffer.from([0])]));
}

/**
 * The message, or one that raises `feature_not_supported` in its place where it is a COPY FROM STDIN: PGlite reads the
 * rows from a socket it does not have, and ends.
 */
export function refuseCopyIn(frame: Buffer): Buffer {
  if (frame.toString('latin1', 0, 1) !== 'Q') return frame;
  return COPY_IN.test(frame.toString('utf8', 5)) ? simpleQuery(COPY_IN_REFUSAL) : frame;
}

/**
 * Renames the prepared statement that a client's message names, if it names one. The connections share one Postgres
 * session, in which two of them may not use one name; the unnamed statement lives for one batch only and is left alone.
 */
export function renameStatement(frame: Buffer, rename: (name: string) => string): Buffer {
  const at = statementNameAt(frame);
  if (at === undefined) return frame;
  const end = frame.indexOf(0, at);
  if (end <= at) return frame;
  const name = text(rename(frame.toString('utf8', at, end)));
  return message(
    frame.toString('latin1', 0, 1),
    Buffer.concat([frame.subarray(5, at), name, frame.subarray(end + 1)]),
  );
}

function statementNameAt(frame: Buffer): number | undefined {
  const type = frame.toString('latin1', 0, 1);
  if (type === 'P') return 5;
  if (type === 'B') return frame.indexOf(0, 5) + 1;
  if ((type === 'D' || type === 'C') && frame.toString('latin1', 5, 6) === 'S') return 6;
  return undefined;
}

function message(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 'latin1');
  header.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([header, body]);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}
