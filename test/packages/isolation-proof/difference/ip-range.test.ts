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
  ['2001:DB8::/32', '2001:db8:1:2:3:4:5:6', true],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', true],
  ['::2:3:4:5:6:7:8', '0:2:3:4:5:6:7:8', true],
  ['1::8', '1:0:0:0:0:0:0:8', true],
  ['abcd::/16', 'ABCD::1', true],
  // The ends belong to a range.
  ['10.1.0.0/16', '10.1.0.0', true],
  ['10.1.0.0/16', '10.1.255.255', true],
  ['10.1.0.0/16', '10.0.255.255', false],
  ['10.1.0.0/16', '10.2.0.0', false],
  ['::/0', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', true],
  ['::a00:0/104', '10.0.0.0', false],
  ['10.0.0.0/8', '::a00:1', false],
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
  '10.0.0.0/x',
  '10.0.0.0/0008',
  ' 10.0.0.0',
  '10.0.0.0 ',
  '10.0.0.0.0',
  '10.0..0',
  '10.0.0.a',
  '10.0.0.0001',
  '300.0.0.0',
  '0.0.0.300',
  '/8',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '1:2:3:4::5:6:7:8',
  '::10.0.0.1',
  '::g',
  '1::2::3',
])('%p is no range', (text) => {
  expect(ipRange(text)).toBeUndefined();
});

test('addresses within and on both sides of a range', () => {
  expect(addressesAround([range('10.0.0.0/8')])).toEqual(['10.0.0.0', '11.0.0.0', '9.255.255.255']);
  expect(addressesAround([range('0.0.0.0/0')])).toEqual(['0.0.0.0']);
  expect(addressesAround([range('::1')])).toEqual(['0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:2', '0:0:0:0:0:0:0:0']);
});

test('ranges are numbers from the first to the last address', () => {
  expect(ipRange('10.1.2.3')).toStrictEqual({ family: 4, first: 167838211n, last: 167838211n });
  expect(ipRange('10.1.2.3/24')).toStrictEqual({ family: 4, first: 167838208n, last: 167838463n });
  expect(ipRange('255.255.255.255/0')).toStrictEqual({ family: 4, first: 0n, last: 4294967295n });
  expect(ipRange('::1:2')).toStrictEqual({ family: 6, first: 65538n, last: 65538n });
  expect(ipRange('::1:2/112')).toStrictEqual({ family: 6, first: 65536n, last: 131071n });
});

test('no address is beyond the first or the last', () => {
  expect(addressesAround([range('255.255.255.255')])).toEqual(['255.255.255.255', '255.255.255.254']);
  expect(addressesAround([range('0.0.0.0')])).toEqual(['0.0.0.0', '0.0.0.1']);
  expect(addressesAround([range('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')])).toEqual([
    'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    'ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe',
  ]);
  // What is no address of version 4 is one of version 6.
  expect(addressesAround([range('::ffff:ffff')])).toEqual([
    '0:0:0:0:0:0:ffff:ffff',
    '0:0:0:0:0:1:0:0',
    '0:0:0:0:0:0:ffff:fffe',
  ]);
});

test('of several ranges, the addresses of each', () => {
  expect(addressesAround([])).toEqual([]);
  expect(addressesAround([range('0.0.0.0'), range('::/0')])).toEqual([
    '0.0.0.0',
    '0.0.0.1',
    '0:0:0:0:0:0:0:0',
  ]);
});

test('addresses are written part by part', () => {
  expect(addressesAround([range('1.2.3.4')])[0]).toBe('1.2.3.4');
  expect(addressesAround([range('1:2:3:4:5:6:7:8')])[0]).toBe('1:2:3:4:5:6:7:8');
  expect(addressesAround([range('abcd::1234')])[0]).toBe('abcd:0:0:0:0:0:0:1234');
});
