const BODY = '{"message":"Мир"}';
const LENGTH = Buffer.byteLength(BODY);
const head = (line: string, ...headers: string[]) => [line, 'Host: localhost', ...headers, '', ''].join('\r\n');
const chat = (headers: string[], body = '') =>
  head('POST /api/chat HTTP/1.1', 'Content-Type: application/json', ...headers).concat(body);

/** What no well-behaved client can send: broken lines, heads, lengths, encodings and bytes. */
const FIXED: (string | Buffer)[] = [
  '\r\n\r\n\r\n',
  'GET\r\n\r\n',
  'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n',
  'GET / \r\n\r\n',
  'нет /api/chat HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET /../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'GET http://other.example/ HTTP/1.1\r\nHost: other.example\r\n\r\n',
  'CONNECT other.example:443 HTTP/1.1\r\nHost: other.example:443\r\n\r\n',
  'GET /healthz HTTP/1.1\r\n\r\n',
  'GET /healthz HTTP/1.0\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n',
  'GET /healthz HTTP/1.1\r\nHost: \r\n\r\n',
  'GET /healthz HTTP/1.1\nHost: localhost\n\n',
  head('GET /healthz HTTP/1.1', 'No colon here'),
  head('GET /healthz HTTP/1.1', 'X-Nul: a\0b'),
  head('GET /healthz HTTP/1.1', ' folded: header'),
  head('GET /healthz HTTP/1.1', `X-Huge: ${'a'.repeat(100_000)}`),
  head('GET /healthz HTTP/1.1', ...Array.from({ length: 3000 }, (_, count) => `X-${count}: a`)),
  head(`GET /${'a'.repeat(50_000)} HTTP/1.1`),
  head('GET /healthz HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: AAAA'),
  head('PRI * HTTP/2.0'),
  head('OPTIONS * HTTP/1.1'),
  chat(['Expect: nonsense', 'Content-Length: 2'], '{}'),
  chat(['Content-Length: -1']),
  chat(['Content-Length: 1e3']),
  chat([`Content-Length: ${LENGTH}`, `Content-Length: ${LENGTH + 1}`], BODY),
  chat(['Content-Length: 99999999999999999999'], BODY),
  chat(['Content-Length: 70000']),
  chat(['Content-Length: 10'], BODY),
  chat(['Transfer-Encoding: chunked'], 'zz\r\nabc\r\n0\r\n\r\n'),
  chat(['Transfer-Encoding: chunked'], 'ffffffffffffffff\r\n'),
  chat(['Transfer-Encoding: chunked', `Content-Length: ${LENGTH}`], `0\r\n\r\n${BODY}`),
  chat(['Transfer-Encoding: gzip'], BODY),
  chat(['Transfer-Encoding: chunked']) +
    `${LENGTH.toString(16)}\r\n${BODY}\r\n0\r\nTrailer: ${'a'.repeat(100_000)}\r\n\r\n`,
  Buffer.concat([Buffer.from(chat(['Content-Length: 14'])), Buffer.from('{"message":"'), Buffer.from([0xff, 0xfe])]),
  Buffer.concat([Buffer.from(chat(['Content-Length: 16'])), Buffer.from('{"message":"\xc3"}x', 'latin1')]),
  Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
  `${chat([`Content-Length: ${LENGTH}`], BODY).repeat(2)}garbage`,
];

/** Generates what is written to a socket as it is: one of the above, cut or with a byte changed now and then. */
export function createRawGenerator(random: () => number): () => Buffer {
  return () => {
    const bytes = Buffer.from(FIXED[Math.floor(random() * FIXED.length)]!);
    if (random() < 0.3) return bytes.subarray(0, Math.floor(random() * bytes.length));
    if (random() < 0.5) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    return bytes;
  };
}
