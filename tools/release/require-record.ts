import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../config/errors';
import { STACKS } from './record-release';
import { readRecords, recordText } from './recorded-stacks';
import { synthesizeFixture } from './synthesize-fixture';

/**
 * Checks that a release is recorded, and that the record is what its code makes.
 * @param records folder of all records
 * @param version for example `0.2.0`
 * @throws ConfigurationError if there is no record, or another one
 */
export function requireRecord(records: string, version: string): void {
  const folder = join(records, version);
  const refuse = (fix: string): ConfigurationError =>
    new ConfigurationError([{ place: `test/upgrade/${version}`, fix }]);
  if (!existsSync(join(folder, STACKS))) {
    throw refuse('does not exist; run npm run record-release, and commit it');
  }
  const made = new Map(synthesizeFixture(folder).map((stack) => [stack.name, recordText(stack)]));
  const recorded = new Map(readRecords(join(folder, STACKS)).map((stack) => [stack.name, recordText(stack)]));
  const different = [...new Set([...made.keys(), ...recorded.keys()])]
    .filter((name) => made.get(name) !== recorded.get(name))
    .sort();
  if (different.length > 0) {
    throw refuse(
      `is not what this code makes of ${different.join(', ')}; run npm run record-release -- --replace, and commit it`,
    );
  }
}
