import fc from 'fast-check';
import { type JsonReading, readJson } from '../../config/json-text';

function problemsOf(source: Uint8Array | string): string[] {
  return readJson(source, 'f.json').problems.map(({ place, fix }) => `${place}: ${fix}`);
}

const NOT_JSON = 'is not JSON: expected a text in double quotes, a number, true, false, null, { or [';

test.each<[string, string]>([
  ['nothing', '{}'],
  ['values of every kind', '{"a":[1,-2.5e3,"é\\n\\u00e9",true,false,null,{"b":{}}]}'],
  ['one name in different objects', '{"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}]}'],
  ['names that objects have by birth', '{"constructor":1,"toString":2,"hasOwnProperty":3}'],
  ['a name that changes objects elsewhere', '{"__proto__":{"a":1},"a":2}'],
  ['a pair of surrogates', '{"a":"\\ud83d\\ude00"}'],
  ['the largest whole number', '{"a":9007199254740991}'],
  ['64 levels', '['.repeat(64) + ']'.repeat(64)],
  ['line ends of every kind', '{\r\n"a":1,\r"b":2,\n"c":3}'],
])('%s is read as JSON.parse reads it', (_, text) => {
  expect(readJson(text, 'f.json')).toEqual({ value: JSON.parse(text) as unknown, problems: [] });
});

/** Whether JSON has no whole number that programs cannot hold. */
function isExact(json: unknown): boolean {
  if (typeof json === 'number') return !Number.isInteger(json) || Number.isSafeInteger(json);
  return typeof json !== 'object' || json === null || Object.values(json).every(isExact);
}

test('whatever JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 5 }).filter(isExact),
      fc.integer({ min: 0, max: 4 }),
      (value, spaces) => {
        const text = JSON.stringify(value, undefined, spaces);
        expect(readJson(text, 'f.json')).toEqual({ value: JSON.parse(text) as unknown, problems: [] });
      },
    ),
  );
});

test('whatever JSON.parse refuses has a problem, and no value unless comments and commas are all', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '{', ']', '//', '\\', ' 1', '\0'),
      (value, at, change) => {
        const text = JSON.stringify(value, undefined, 1);
        const changed = text.slice(0, at % text.length) + change + text.slice((at % text.length) + 1);
        let isJson = true;
        try {
          JSON.parse(changed);
        } catch {
          isJson = false;
        }
        // GIVEN a text that is no JSON THEN it is never accepted.
        expect(isJson || readJson(changed, 'f.json').problems.length > 0).toBe(true);
      },
    ),
  );
});

test.each<[string, string, string[]]>([
  [
    'twice at the top',
    '{\n  "status": "suspended",\n  "status": "active"\n}',
    [
      'line 3, column 3: "status" is written twice: $.status stands in line 2, column 3 already; keep one of the two',
    ],
  ],
  [
    'twice, deep within',
    '{"a":[0,{"b":{"c":1,\n"d":2,"c":3}}]}',
    [
      'line 2, column 7: "c" is written twice: $.a[1].b.c stands in line 1, column 15 already; keep one of the two',
    ],
  ],
  [
    'twice, once with an escape',
    '{"status":1,"st\\u0061tus":2}',
    [
      'line 1, column 13: "status" is written twice: $.status stands in line 1, column 2 already; keep one of the two',
    ],
  ],
  [
    'three times',
    '{"a":1,"a":2,"a":3}',
    [
      'line 1, column 8: "a" is written twice: $.a stands in line 1, column 2 already; keep one of the two',
      'line 1, column 14: "a" is written twice: $.a stands in line 1, column 2 already; keep one of the two',
    ],
  ],
  [
    'twice, of a name that changes objects elsewhere',
    '{"__proto__":1,"__proto__":2}',
    [
      'line 1, column 16: "__proto__" is written twice: $.__proto__ stands in line 1, column 2 already; keep one of the two',
    ],
  ],
  ['a comment at the end of a line', '{} // x', ['line 1, column 4: JSON allows no comments; remove it']],
  ['a comment over lines', '{\n/* x\ny */}', ['line 2, column 1: JSON allows no comments; remove it']],
  [
    'a comma after the last field',
    '{"a":1,\n}',
    ['line 1, column 7: JSON allows no comma after the last entry; remove it'],
  ],
  [
    'a comma after the last entry',
    '[[1,2,]]',
    ['line 1, column 6: JSON allows no comma after the last entry; remove it'],
  ],
  [
    'a comma, a comment, and then the end',
    '[1, // x\n]',
    [
      'line 1, column 3: JSON allows no comma after the last entry; remove it',
      'line 1, column 5: JSON allows no comments; remove it',
    ],
  ],
  [
    'half a surrogate pair',
    '{"a":"\\ud800"}',
    [
      'line 1, column 6: holds half of a surrogate pair (\\ud800 to \\udfff), which is not a character; write the character itself',
    ],
  ],
  [
    'half a surrogate pair in a name',
    '{"\\udc00":1}',
    [
      'line 1, column 2: holds half of a surrogate pair (\\ud800 to \\udfff), which is not a character; write the character itself',
    ],
  ],
  [
    'a number without end',
    '{"a":1e999}',
    ['line 1, column 6: is a number that programs cannot hold exactly; whole numbers go to 9007199254740991'],
  ],
  [
    'an account as a number with 20 digits',
    '[12345678901234567890]',
    ['line 1, column 2: is a number that programs cannot hold exactly; whole numbers go to 9007199254740991'],
  ],
])('%s is refused, and everything else is read all the same', (_, text, problems) => {
  const reading = readJson(text, 'f.json');
  expect(problemsOf(text)).toEqual(problems.map((problem) => `f.json ${problem}`));
  expect(reading.value).toBeDefined();
});

test.each<[string, Uint8Array | string, string]>([
  ['empty', '', ': is not JSON: it is empty'],
  ['white space', ' \n', ': is not JSON: it is empty'],
  ['a byte-order mark only', '\ufeff', ': is not JSON: it is empty'],
  [
    'cut off after a comma',
    '{"a": 1,',
    ' line 1, column 9: is not JSON: it ends too early; expected the name of a field in double quotes',
  ],
  ['cut off', '{"a": [1', ' line 1, column 9: is not JSON: it ends too early; expected ]'],
  [
    'cut off in a text',
    '{"a": "x',
    ' line 1, column 7: is not JSON: expected a double quote at the end of this text',
  ],
  ['without a comma', '{"a":1\n"b":2}', ' line 2, column 1: is not JSON: expected a comma before this'],
  [
    'without a colon',
    '{"a" 1}',
    ' line 1, column 6: is not JSON: expected a colon after the name of the field',
  ],
  ['without a value', '{"a":}', ' line 1, column 6: is not JSON: expected a value'],
  ['with two commas', '[1,,2]', ' line 1, column 4: is not JSON: expected a value'],
  ['with two values', '{}\n{}', ' line 2, column 1: is not JSON: expected nothing after the first value'],
  ['with a name without quotes', '{a:1}', ` line 1, column 2: ${NOT_JSON}`],
  ['with single quotes', "{'a':1}", ` line 1, column 2: ${NOT_JSON}`],
  ['with a comment of another language', '# x\n{}', ` line 1, column 1: ${NOT_JSON}`],
  ['with a word that is none', '{"a":NaN}', ` line 1, column 6: ${NOT_JSON}`],
  [
    'with a comment without an end',
    '{}/* x',
    ' line 1, column 3: is not JSON: expected */ at the end of this comment',
  ],
  [
    'with a tab in a text',
    '{"a":"x\ty"}',
    ' line 1, column 6: control characters such as line breaks and tabs are written \\n, \\t or \\u0000',
  ],
  [
    'with an escape that there is not',
    '{"a":"C:\\data"}',
    ' line 1, column 6: unknown escape; a backslash itself is written \\\\',
  ],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIGH', ` line 1, column 1: ${NOT_JSON}`],
  [
    'nested without end, in arrays',
    '['.repeat(100_000),
    ' line 1, column 65: is nested more than 64 levels deep',
  ],
  [
    'nested without end, in objects',
    '{"a":'.repeat(100_000),
    ' line 1, column 321: is nested more than 64 levels deep',
  ],
  [
    'nested without end, and closed',
    '['.repeat(100_000) + ']'.repeat(100_000),
    ' line 1, column 65: is nested more than 64 levels deep',
  ],
  ['too large', Buffer.alloc(16_777_217, ' '), ': has 16777217 bytes; at most 16777216 are allowed'],
  ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le'), ': is UTF-16 text (little endian); save it as UTF-8'],
  [
    'Latin-1',
    Buffer.from('{"a":\n"München"}', 'latin1'),
    ' line 2, column 3: is not UTF-8 text, but probably Latin-1 (ISO 8859-1); save it as UTF-8',
  ],
])('a file that is %s has one problem and no value', (_, source, problem) => {
  expect(readJson(source, 'f.json').value).toBeUndefined();
  expect(problemsOf(source)).toEqual([`f.json${problem}`]);
});

test('a byte-order mark is left out, and no column is counted for it', () => {
  const bytes = Buffer.from('\ufeff{"a":1,"a":2}');
  expect(readJson(bytes, 'f.json')).toMatchObject({ value: { a: 2 } });
  expect(problemsOf(bytes)[0]).toContain('line 1, column 8');
});

test('what follows something that is not understood is not told, and what comes before is', () => {
  expect(problemsOf('{"a":1,"a":2 /* x */ "b":3,"b":4}')).toEqual([
    'f.json line 1, column 8: "a" is written twice: $.a stands in line 1, column 2 already; keep one of the two',
    'f.json line 1, column 14: JSON allows no comments; remove it',
    'f.json line 1, column 22: is not JSON: expected a comma before this',
  ]);
});

test('a large file with many problems is read in time that grows with its size only', () => {
  const reading = (fields: number): JsonReading =>
    readJson(`{${'"a":[{"b":1,"b":2,},],'.repeat(fields)}"c":1}`, 'f.json');
  expect(reading(20_000).problems).toHaveLength(20_000 * 4 - 1);
});
