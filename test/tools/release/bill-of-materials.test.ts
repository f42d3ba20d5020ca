import { stableBill } from '../../../tools/release/bill-of-materials';

const bill = (serialNumber: string, timestamp: string, name: string): string =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    serialNumber,
    metadata: { timestamp, component: { name, version: '0.2.0' } },
    components: [{ name: 'zod' }],
  });

test('two runs in two folders give the same bytes', () => {
  const one = stableBill(bill('urn:uuid:1', '2026-11-26T10:00:00Z', 'checkout'), 'platform');
  const other = stableBill(bill('urn:uuid:2', '2026-11-27T11:00:00Z', 'other'), 'platform');
  expect(one).toBe(other);
  expect(JSON.parse(one)).toEqual({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'platform', version: '0.2.0' } },
    components: [{ name: 'zod' }],
  });
});

test.each([
  ['another format', { spdxVersion: 'SPDX-2.3' }],
  ['no components', { bomFormat: 'CycloneDX', metadata: { component: { name: 'a' } }, components: [] }],
])('%s is refused', (_, value) => {
  expect(() => stableBill(JSON.stringify(value), 'platform')).toThrow();
});
