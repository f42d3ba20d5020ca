import type { OrganizationRecord } from '../../../../packages/isolation-proof/src/provenance/organization-records';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { all } from '../contract/platform';
import { EVERY_SECRET, HOSTILE, manyForms, pageOf, stacks } from './pages';

let shipped: StackTemplate[] | undefined;

/** What ships, for two organizations: the same ones each time, which are judged once. */
export function provedStacks(): StackTemplate[] {
  shipped ??= stacks();
  return shipped;
}

/** Pages that several tests look at: to synthesize and prove what is on one takes seconds. */
const PAGES = {
  proved: () => pageOf(provedStacks()),
  /** Of one organization, statements, resources and paths have names that look like markup. */
  violated: () => pageOf(stacks(all(EVERY_SECRET, HOSTILE))),
  /** Four forms, some of which are recorded as suspended, rightly or not, and have names that look like markup. */
  'many forms': () => pageOf(manyForms(), { organizations: RECORDED }),
};

const RECORDED = new Map<string, OrganizationRecord>([
  ...['acme-eu', 'initech'].map(
    (slug) => [slug, { slug, displayName: `<b>${slug}</b>`, status: 'suspended' }] as const,
  ),
  ['globex', { slug: 'globex', displayName: 'Globex', status: 'suspended' }],
]);

const made = new Map<string, string>();

/** A page, made by the first test that asks for it. */
export function keptPage(name: keyof typeof PAGES): string {
  const page = made.get(name) ?? PAGES[name]();
  made.set(name, page);
  return page;
}
