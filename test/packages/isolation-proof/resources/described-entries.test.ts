import { loadSpecification, resourceIn } from '../../../../tools/service-specification/known-properties';
import { DESCRIBED_TYPES } from '../../../../packages/isolation-proof/src/resources/registry';
import type { ResourceType } from '../../../../packages/isolation-proof/src/resources/resource-type';
import { forgottenOf } from './described-properties';
import reviewed from './entries-beyond-the-specification.json';
import { tellingProperties } from './telling-properties';

/** Lists of a description whose entries are about properties; of keys and certificates, another test misses each. */
const LISTS = [
  'policies',
  'roles',
  'destinations',
  'sources',
  'programs',
  'openings',
  'settings',
  'undecided',
] as const;

/** One entry of a description, and the description without it. */
interface LeftOut {
  readonly entry: string;
  readonly without: ResourceType;
}

function entriesOf(description: ResourceType): LeftOut[] {
  return LISTS.flatMap((list) => {
    const entries = Object.entries(description[list] ?? {});
    return entries.map(([key, entry]) => {
      const others = entries.filter(([other]) => other !== key);
      return {
        entry: `${description.type} ${list} ${list === 'undecided' ? key : placeOf(entry)}`,
        without: {
          ...description,
          [list]:
            list === 'undecided' ? Object.fromEntries(others) : others.map(([, value]) => value as unknown),
        },
      };
    });
  });
}

/** The property that an entry is about, or several where a statement is made up of them. */
function placeOf(entry: unknown): string {
  const { property, document } = entry as { readonly property?: string; readonly document?: unknown };
  return property ?? (typeof document === 'string' ? document : JSON.stringify(document));
}

const specification = loadSpecification();

/** Entries that could be taken away, and the comparison with the specification would find nothing missing. */
function entriesBeyondTheSpecification(): string[] {
  return DESCRIBED_TYPES.flatMap((description) => {
    const resource = resourceIn(specification, description.type);
    if (resource === undefined) return [];
    const telling = tellingProperties(resource, specification);
    return entriesOf(description)
      .filter(({ without }) => forgottenOf(telling, without).length === 0)
      .map(({ entry }) => entry);
  });
}

test('what the specification does not tell is described as it was reviewed', () => {
  expect(entriesBeyondTheSpecification().sort()).toEqual(reviewed);
});

test('most entries are missed if they are taken away', () => {
  const all = DESCRIBED_TYPES.flatMap(entriesOf).map(({ entry }) => entry);

  expect(reviewed.length).toBeLessThan(all.length / 3);
});
