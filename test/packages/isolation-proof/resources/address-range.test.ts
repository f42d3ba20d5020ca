import { isRangeOfAnybody } from '../../../../packages/isolation-proof/src/resources/address-range';
import { openingsOf } from '../../../../packages/isolation-proof/src/resources/openings';
import { resourceOf } from '../fixtures/stack-of';

test.each([
  '0.0.0.0/0',
  // EC2 looks only at the bits that count.
  '10.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '10.0.0.0/7',
  '::/0',
  '0::/0',
  'fd00::/0',
  // All addresses of IPv6 that are given out.
  '2000::/3',
  '2000::/15',
  'fc00::/6',
  // What only holds the beginning of such an address is none.
  '2fc0::/15',
])('%s holds the addresses of anybody', (range) => {
  expect(isRangeOfAnybody(range)).toBe(true);
});

test.each([
  '10.0.0.0/8',
  '10.0.0.0/32',
  '203.0.113.0/24',
  '172.16.0.0/12',
  'fc00::/7',
  'FD00::/8',
  '2001::/16',
  '2001:db8::/32',
  // The name that stands for the range of a network.
  '(shared.Network)',
  '1',
  'from 0.0.0.0/0',
  '0.0.0.0/0 or more',
])('%s does not', (range) => {
  expect(isRangeOfAnybody(range)).toBe(false);
});

test('a security group, a rule of one, and a list that they name are open to half of the internet', () => {
  const [half, own] = ['128.0.0.0/1', '10.0.0.0/16'];
  const rules = [{ CidrIp: own }, { CidrIp: half }, { CidrIpv6: '2000::/3' }];
  const places = (type: string, properties: Parameters<typeof resourceOf>[1]): string[] =>
    openingsOf(resourceOf(type, properties)).map(({ place }) => place);

  expect(places('AWS::EC2::SecurityGroup', { SecurityGroupIngress: rules })).toEqual([
    'SecurityGroupIngress[1].CidrIp',
    'SecurityGroupIngress[2].CidrIpv6',
  ]);
  expect(places('AWS::EC2::SecurityGroupIngress', { CidrIp: half })).toEqual(['CidrIp']);
  expect(places('AWS::EC2::PrefixList', { Entries: [{ Cidr: own }, { Cidr: half }] })).toEqual([
    'Entries[1].Cidr',
  ]);
});
