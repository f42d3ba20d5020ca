import {
  addressesAround,
  holdsRange,
  ipRange,
  type IpRange,
} from '../../../../packages/isolation-proof/src/difference/ip-range';

function range(text: string): IpRange {
  const found = ipRange(text);
  if (found === undefined) throw new Error(`${text} is no range`);
  return found;
}

test.each([
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.1.2.3/8', '10.0.0.1', true],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['192.0.2.1', '192.0.2.1', true],
  ['192.0.2.1', '192.0.2.2', false],
  ['10.0.0.0/9', '10.0.0.0/8', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::', false],
  ['::/0', '10.0.0.1', false],
  ['::ffff', '0:0:0:0:0:0:0:ffff', true],
])('%s holds %s: %s', (outer, inner, expected) => {
  expect(holdsRange(range(outer), range(inner))).toBe(expected);
});

test.each([
  '',
  'x',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.0/33',
  '1:2',
  '::1::',
  '2001:db8::/129',
  '12345::',
  '10.0.0.0/',
])('%p is no range', (text) => {
  expect(ipRange(text)).toBeUndefined();
});

test('addresses within and on both sides of a range', () => {
  expect(addressesAround([range('10.0.0.0/8')])).toEqual(['10.0.0.0', '11.0.0.0', '9.255.255.255']);
  expect(addressesAround([range('0.0.0.0/0')])).toEqual(['0.0.0.0']);
  expect(addressesAround([range('::1')])).toEqual(['0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:2', '0:0:0:0:0:0:0:0']);
});
