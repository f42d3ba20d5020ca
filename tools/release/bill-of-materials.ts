import { z } from 'zod';

const BILL = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.unknown()).min(1),
});

/**
 * A bill of materials as `npm sbom` writes it, without what differs from one run to the next: the time, a random
 * number, and the name of the folder, in whose place it gets that of the package.
 * https://cyclonedx.org/docs/1.5/json/
 */
export function stableBill(text: string, name: string): string {
  const { serialNumber: _random, ...bill } = BILL.parse(JSON.parse(text));
  const { timestamp: _time, ...metadata } = bill.metadata;
  const component = { ...metadata.component, name };
  return `${JSON.stringify({ ...bill, metadata: { ...metadata, component } }, null, 2)}\n`;
}
