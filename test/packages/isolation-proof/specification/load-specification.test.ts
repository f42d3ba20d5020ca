import { basename, relative } from 'node:path';
import { cwd } from 'node:process';
import { pathToFileURL } from 'node:url';
import {
  loadSpecification,
  SpecificationError,
} from '../../../../packages/isolation-proof/src/specification/load-specification';

const SPECIFICATION = {
  tenants: { owner: 'tenant' },
  tenancyOf: () => ({}),
  claims: [{ id: 'a', judge: () => undefined }],
};
const { tenants: TENANTS, claims: CLAIMS } = SPECIFICATION;

/** What is loaded of a file that is there, which exports this by default. */
const loaded = (exported: unknown): Promise<unknown> =>
  loadSpecification(__filename, () => Promise.resolve({ default: exported }));

it('loads what a module exports by default, wherever the program is run', async () => {
  const urls: string[] = [];
  const found = await loadSpecification(relative(cwd(), __filename), (url) => {
    urls.push(url);
    return Promise.resolve({ default: SPECIFICATION, other: 1 });
  });

  expect(found).toBe(SPECIFICATION);
  expect(urls).toStrictEqual([pathToFileURL(__filename).href]);
});

it("loads a CommonJS module's own default export", async () => {
  expect(await loaded({ default: SPECIFICATION, __esModule: true })).toBe(SPECIFICATION);
});

it('says what to do about a file that is not there', async () => {
  const loading = loadSpecification(`${__filename}.missing`, () => Promise.resolve({}));

  await expect(loading).rejects.toThrow(SpecificationError);
  await expect(loading).rejects.toMatchObject({
    code: 'SPECIFICATION',
    name: 'SpecificationError',
    message: `${__filename}.missing: does not exist; name the module with --spec`,
  });
});

it('says why a module cannot be loaded', async () => {
  const loading = loadSpecification(__filename, () => Promise.reject(new Error('Unexpected token')));

  await expect(loading).rejects.toThrow(SpecificationError);
  await expect(loading).rejects.toThrow(`${basename(__filename)}: cannot be loaded: Unexpected token`);
});

const NO_OWNER =
  "tenants.owner is missing: the key of the tag that says whose a resource is, such as 'tenant'";
const NO_TENANCY = 'tenancyOf is missing: what is whose, such as tenancyFrom({})';
const NO_CLAIMS = 'claims is missing: a list of claims, such as generalClaims()';

it.each<[problem: string, exported: unknown]>([
  ['exports no specification by default: export default { tenants: … }', undefined],
  ['exports no specification by default: export default { tenants: … }', null],
  ['exports no specification by default: export default { tenants: … }', () => SPECIFICATION],
  [`${NO_OWNER}; ${NO_TENANCY}; ${NO_CLAIMS}`, {}],
  [NO_OWNER, { ...SPECIFICATION, tenants: null }],
  [NO_OWNER, { ...SPECIFICATION, tenants: {} }],
  [NO_OWNER, { ...SPECIFICATION, tenants: { ...TENANTS, owner: '' } }],
  [NO_OWNER, { ...SPECIFICATION, tenants: { ...TENANTS, owner: ['tenant'] } }],
  [NO_OWNER, { ...SPECIFICATION, tenants: 'tenant' }],
  [NO_TENANCY, { ...SPECIFICATION, tenancyOf: {} }],
  [NO_CLAIMS, { ...SPECIFICATION, claims: undefined }],
  [NO_CLAIMS, { ...SPECIFICATION, claims: [] }],
  [NO_CLAIMS, { ...SPECIFICATION, claims: { length: 1, every: () => true } }],
  [NO_CLAIMS, { ...SPECIFICATION, claims: [...CLAIMS, null] }],
  [NO_CLAIMS, { ...SPECIFICATION, claims: [...CLAIMS, { id: 'b' }] }],
  [NO_CLAIMS, { ...SPECIFICATION, claims: [...CLAIMS, { judge: () => undefined }] }],
])('says that it %s', async (problem, exported) => {
  await expect(loaded(exported)).rejects.toThrow(new SpecificationError(__filename, problem));
});
