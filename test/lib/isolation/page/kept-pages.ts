import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrganizationRecord } from '../../../../packages/isolation-proof/src/provenance/organization-records';
import { EVERY_SECRET, manyForms, pageOf, stacks } from './pages';

/** Pages that several files of tests look at: to synthesize and prove what is on one takes seconds. */
const PAGES = {
  /** What ships, for two organizations. */
  proved: () => pageOf(stacks()),
  violated: () => pageOf(stacks(EVERY_SECRET)),
  /** Four forms, some of which are recorded as suspended, rightly or not, and have names that look like markup. */
  'many forms': () => pageOf(manyForms(), { organizations: RECORDED }),
};

const RECORDED = new Map<string, OrganizationRecord>([
  ...['acme-eu', 'initech'].map(
    (slug) => [slug, { slug, displayName: `<b>${slug}</b>`, status: 'suspended' }] as const,
  ),
  ['globex', { slug: 'globex', displayName: 'Globex', status: 'suspended' }],
]);

/** A page, made by the first file that asks for it, and kept as long as this run of the tests lasts. */
export function keptPage(name: keyof typeof PAGES): string {
  const folder = process.env['TESTS_TEMPORARY_FOLDER'];
  if (folder === undefined) throw new Error('there is no folder that is removed after the tests');
  const file = join(folder, `${name}.html`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const page = PAGES[name]();
    // Another worker may be making the same.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, page);
    renameSync(unfinished, file);
    return page;
  }
}
