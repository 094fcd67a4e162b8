const NAMES = [
  'a.txt',
  'b.md',
  '../c.txt',
  'd',
  '',
  'я.TXT',
  'x.pdf',
  'con.md',
  `${'long'.repeat(100)}.txt`,
  'nul\u0000.txt',
  '".txt',
];
const FIELDS = ['title', 'tags', 'language', 'file', '__proto__', '', 'другое'];
const BOUNDARY = 'border';

/** A form with files as it is sent. */
export interface GeneratedForm {
  type: string;
  body: Buffer;
}

/** Generates forms with files, most of them whole; the same ones for the same random numbers. @param texts What files and fields hold. */
export function createFormGenerator(texts: readonly string[], random: () => number): () => GeneratedForm {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const happens = (share: number) => random() < share;

  const part = () => {
    const isFile = happens(0.6);
    const name = isFile ? `; filename="${pick(NAMES)}"` : '';
    const type = happens(0.2)
      ? `\r\nContent-Type: ${pick(['text/plain', 'application/octet-stream', ';', 'a/b; charset=koi8-r'])}`
      : '';
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${pick(FIELDS)}"${name}${type}\r\n\r\n${pick(texts)}\r\n`;
  };

  return () => {
    const parts = Array.from({ length: pick([0, 1, 1, 1, 2, 5, 30]) }, part).join('');
    const whole = Buffer.from(`${parts}--${BOUNDARY}--\r\n`);
    const type = `multipart/form-data; boundary=${happens(0.05) ? 'other' : BOUNDARY}`;
    if (happens(0.15)) return { type, body: whole.subarray(0, Math.floor(random() * whole.length)) };
    if (happens(0.1)) whole[Math.floor(random() * whole.length)] = Math.floor(random() * 256);
    return { type, body: whole };
  };
}
