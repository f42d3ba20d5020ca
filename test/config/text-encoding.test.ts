import { decodePem, decodeText, otherEncodingFix } from '../../config/text-encoding';

const utf32 = (text: string, mark = false): Buffer =>
  Buffer.concat(
    Array.from(mark ? `\ufeff${text}` : text).map((character) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(character.codePointAt(0) ?? 0);
      return bytes;
    }),
  );

test.each([
  ['ASCII', 'abc'],
  ['UTF-8', 'ä€😀'],
  ['nothing', ''],
  ['a replacement character that is meant', 'a\ufffdb'],
  ['NUL in UTF-8', 'a\0b'],
])('%s is read as it is', (_, text) => {
  expect(decodeText(Buffer.from(text))).toEqual({ text, byteOrderMark: false });
  expect(decodeText(Buffer.from(`\ufeff${text}`))).toEqual({ text, byteOrderMark: true });
});

test.each<[string, Buffer, string]>([
  ['UTF-16 LE with a mark', Buffer.from('\ufeffab', 'utf16le'), 'UTF-16 text (little endian)'],
  ['UTF-16 BE with a mark', Buffer.from('\ufeffab', 'utf16le').swap16(), 'UTF-16 text (big endian)'],
  ['UTF-16 LE', Buffer.from('a', 'utf16le'), 'UTF-16 text (little endian)'],
  ['UTF-16 BE', Buffer.from('a', 'utf16le').swap16(), 'UTF-16 text (big endian)'],
  ['UTF-16 LE, not only of ASCII', Buffer.from('{"Žižka"}', 'utf16le'), 'UTF-16 text (little endian)'],
  ['UTF-32 LE with a mark', utf32('ab', true), 'UTF-32 text (little endian)'],
  ['UTF-32 BE with a mark', utf32('ab', true).swap32(), 'UTF-32 text (big endian)'],
  ['UTF-32 LE', utf32('ab'), 'UTF-32 text (little endian)'],
  ['UTF-32 BE', utf32('ab').swap32(), 'UTF-32 text (big endian)'],
  ['Latin-1', Buffer.from('Zürich', 'latin1'), 'not UTF-8 text, but probably Latin-1 (ISO 8859-1)'],
  ['Windows-1252', Buffer.from([0x80, 0x20, 0x35]), 'not UTF-8 text, but probably Windows-1252'],
  [
    'UTF-8 that was damaged',
    Buffer.concat([Buffer.from('Zürich '), Buffer.from([0xe4])]),
    'UTF-8 text with bytes in it that are not UTF-8',
  ],
  [
    'half a surrogate pair as bytes',
    Buffer.from([0x61, 0xed, 0xa0, 0x80]),
    'not UTF-8 text, but probably Windows-1252',
  ],
  ['a zip file', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff]), 'not text'],
])('%s is named', (_, bytes, encoding) => {
  expect(decodeText(bytes)).toMatchObject({ encoding });
});

test('what comes before the first byte that is not UTF-8 is known, so that its place can be told', () => {
  const bytes = Buffer.concat([Buffer.from('a\ufffd€\n€b'), Buffer.from([0xe4, 0x62])]);
  expect(decodeText(bytes)).toMatchObject({ before: 'a\ufffd€\n€b' });
});

test('a PEM file may have remarks in any encoding, and none that has two bytes a character', () => {
  expect(decodePem(Buffer.from('\ufeff-----BEGIN'))).toBe('-----BEGIN');
  expect(decodePem(Buffer.from('Müller\n-----BEGIN', 'latin1'))).toBe('Müller\n-----BEGIN');
  const wide = decodePem(Buffer.from('-----BEGIN', 'utf16le'));
  expect(typeof wide === 'string' ? wide : otherEncodingFix(wide)).toBe(
    'is UTF-16 text (little endian); save it as UTF-8',
  );
});
