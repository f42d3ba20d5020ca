import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../config/json-text';

const ROOT = join(__dirname, '..', '..');

/** Every JSON file of the repository that people write. */
const WRITTEN = [
  'cdk.json',
  'package.json',
  'tools/mutation/reviewed-survivors.json',
  ...readdirSync(join(ROOT, 'environments')).map((file) => join('environments', file)),
];
test.each(WRITTEN)('%s of this repository is without fault', (file) => {
  expect(readJson(readFileSync(join(ROOT, file)), file).problems).toEqual([]);
});
