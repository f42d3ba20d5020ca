const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');
const SOURCES = 'packages/isolation-proof/src';
const TESTS = 'test/packages/isolation-proof';

/** Parts of the engine whose unit tests have other names. */
const TESTED_IN = {
  'access/access': ['access/access', 'access/found-access', 'access/found-resources'],
  'access/federated-trust': ['access/federated-trust', 'claims/trusted-providers'],
  'access/lens': ['access/lens', 'access/found-access'],
  'assembly/known-values': ['assembly/known-values', 'assembly/store-parameters'],
  'assembly/read-template': ['assembly/read-template', 'assembly/known-values', 'assembly/assembly'],
  'claims/flows': [
    'claims/flows',
    'claims/machines',
    'claims/places-and-roles',
    'claims/event-sources',
    'claims/programs',
    'claims/deployed-values',
    'claims/log-groups',
    'claims/message-sources',
    'claims/parts-of-wholes',
  ],
  'claims/impersonation': ['claims/impersonation', 'claims/roles-led-to'],
  'claims/open-resources': ['claims/nothing-public', 'claims/exposed'],
  'claims/places': [
    'claims/programs',
    'claims/deployed-values',
    'claims/flows',
    'claims/machines',
    'claims/places-and-roles',
  ],
  'claims/session-tags': ['claims/session-tags', 'claims/chosen-tags'],
  'claims/tenant-isolation': [
    'claims/tenant-isolation',
    'claims/isolation-by-each-lock',
    'claims/shared-by-leading-key',
  ],
  'claims/trusted-providers': [
    'claims/trusted-providers',
    'claims/nothing-public',
    'claims/services-let-in',
    'claims/session-tags',
  ],
  'claims/nothing-public': ['claims/nothing-public', 'claims/services-let-in'],
  'difference/actors': ['difference/actors', 'difference/others'],
  'difference/atoms': ['difference/atoms', 'difference/keys-of-atoms'],
  'difference/question': ['difference/question', 'difference/found-context'],
  'difference/reason-search': ['difference/reason-search', 'difference/search-without-statement'],
  'difference/side-decision': ['difference/side-decision', 'difference/decisive-statements'],
  'forms/form-texts': ['forms/form-texts', 'forms/asked-texts'],
  'forms/forms': ['forms/forms', 'forms/forms-by-names', 'forms/judged-alone', 'forms/asked-by-contract'],
  'judge/verify': ['judge/verify', 'judge/verdicts'],
  'model/tags': ['model/tags', 'model/ownership', 'model/model'],
  'patterns/witness': ['patterns/witness', 'patterns/witness-without-search', 'patterns/variables'],
  'policies/conditions': ['policies/conditions', 'policies/condition-values'],
  'resources/dynamic-references': ['claims/deployed-values'],
  'resources/flows': ['resources/resource-properties', 'claims/log-groups'],
  'resources/named-resource': ['resources/named-resource', 'resources/named-forms'],
  'resources/policies-held': ['resources/resource-properties'],
  'resources/programs': ['resources/programs', 'claims/programs', 'claims/definitions'],
  'resources/resolve': ['resources/resolve', 'resources/resolve-refusals'],
  'resources/roles-carried': ['resources/resource-properties'],
  'resources/text-template': ['resources/physical-names'],
};

/**
 * Folders of the engine, each of which can be mutated alone: `ENGINE_PART=patterns npm run mutate:engine`. So can a file
 * that has tests of its own, `ENGINE_PART=patterns/automaton`, which takes seconds.
 */
function parts() {
  return readdirSync(join(ROOT, SOURCES), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'page')
    .map((entry) => entry.name);
}

/** Whether a part is a file of sources with tests of its own. */
function isFile(part) {
  return (
    existsSync(join(ROOT, SOURCES, `${part}.ts`)) &&
    ownTests(part).every((file) => existsSync(join(ROOT, file)))
  );
}

function ownTests(part) {
  return (TESTED_IN[part] ?? [part]).map((name) => `${TESTS}/${name}.test.ts`);
}

function knownPart(part) {
  if (!parts().includes(part))
    throw new Error(`ENGINE_PART "${part}" is no folder of ${SOURCES}; take one of ${parts().join(', ')}`);
  return part;
}

/**
 * Not mutated: the page, which browsers test, and descriptions of resource types, which are data
 * (docs/decisions/0057-descriptions-of-types-are-compared-not-mutated.md).
 */
const NOT_MUTATED = [`!${SOURCES}/page/**`, `!${SOURCES}/resources/services/**`];

/** Which files are mutated: those of a part, or all of the engine. */
function sourcesOf(part) {
  if (part !== undefined && isFile(part)) return [`${SOURCES}/${part}.ts`];
  const folder = part === undefined ? SOURCES : `${SOURCES}/${knownPart(part)}`;
  return [`${folder}/**/*.ts`, ...NOT_MUTATED];
}

/** Tests that judge no mutant. */
const JUDGE_NOTHING = [
  // Random policies kill most mutants without telling what is wrong, and take seconds for each.
  `${TESTS}/access/fuzz.test.ts`,
  `${TESTS}/access/one-service-random.test.ts`,
  // Proofs of whole templates, which load the platform's specification.
  `${TESTS}/access/one-service-proofs.test.ts`,
  `${TESTS}/difference/random/`,
  `${TESTS}/forms/read-stacks-random.test.ts`,
  // Brute force, which finds what nobody thought of. It takes seconds for each mutant.
  `${TESTS}/patterns/variables-by-brute-force.test.ts`,
  `${TESTS}/patterns/witness-by-brute-force.test.ts`,
  // A package that is packed and installed has none of the mutants in it.
  `${TESTS}/packed/`,
];

/**
 * Which tests judge the mutants of a part: those of the part's own folder, which ought to notice. A part without a folder
 * of tests is judged by all.
 */
function testsOf(part) {
  if (isFile(part)) return ownTests(part);
  const folders = part === undefined ? [] : (TESTED_IN[knownPart(part)] ?? [part]);
  const own = folders.filter((folder) => existsSync(join(ROOT, TESTS, folder)));
  return own.length === 0 ? testsIn(TESTS) : own.flatMap((folder) => testsIn(`${TESTS}/${folder}`));
}

function testsIn(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.test.ts') && !JUDGE_NOTHING.some((other) => file.startsWith(other)))
    .sort();
}

module.exports = { parts, sourcesOf, testsOf };
