import { COMPLIANCE_PACKS } from '../../config/compliance-packs';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  environmentJsonSchemaText,
  environmentNameProblem,
  environmentSchema,
} from '../../config/environment-schema';
import { organizationSchema } from '../../config/organization-schema';
import { retiredSlugsJsonSchemaText } from '../../config/retired-slugs';
import { PIPELINE_SERVICES } from '../../config/pipelines-schema';
import { SUPPORTED_REGIONS } from '../../config/region';

const ROOT = join(__dirname, '..', '..');
const SCHEMA_FILE = join(ROOT, 'config', 'environment.schema.json');

/** As much of a JSON Schema as these tests look at. */
const objectSchema = z.looseObject({
  $schema: z.string().optional(),
  type: z.literal('object'),
  properties: z.record(
    z.string(),
    z.looseObject({
      enum: z.array(z.union([z.string(), z.number()])).optional(),
      items: z.unknown().optional(),
    }),
  ),
  required: z.array(z.string()).optional(),
  additionalProperties: z.literal(false),
});
const schema = objectSchema.parse(JSON.parse(environmentJsonSchemaText()));
const organization = objectSchema.parse(schema.properties['organizations']?.items);

test('the JSON Schema for editors is the one that validates; if not, run `npm run schema`', () => {
  expect({ run: 'npm run schema', text: readFileSync(SCHEMA_FILE, 'utf8') }).toEqual({
    run: 'npm run schema',
    text: environmentJsonSchemaText(),
  });
});

test('the JSON Schema of a record of retired slugs is the one that validates; if not, run `npm run schema`', () => {
  const text = readFileSync(join(ROOT, 'config', 'retired-slugs.schema.json'), 'utf8');
  expect({ run: 'npm run schema', text }).toEqual({
    run: 'npm run schema',
    text: retiredSlugsJsonSchemaText(),
  });
});

/** The JSON Schema as other programs understand it. */
function readBack(): z.ZodType {
  return z.fromJSONSchema(JSON.parse(environmentJsonSchemaText()) as Parameters<typeof z.fromJSONSchema>[0]);
}

test('the JSON Schema for editors is one that zod itself can read back', () => {
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(readBack()).toBeInstanceOf(z.ZodType);
});

test('the JSON Schema knows every field, asks for no more than is needed and closes every object', () => {
  expect(Object.keys(schema.properties)).toEqual(Object.keys(environmentSchema.shape));
  expect(schema.required).toEqual(['account', 'region']);
  expect(Object.keys(organization.properties)).toEqual(Object.keys(organizationSchema.shape));
  expect(organization.required).toEqual(['slug', 'displayName']);
  expect(objectSchema.safeParse(schema.properties['retentionDays']).success).toBe(true);
});

test('it offers every Region and rule pack that the app accepts', () => {
  expect(schema.properties['region']?.enum).toEqual([...SUPPORTED_REGIONS.keys()]);
  expect(schema.properties['compliancePacks']?.items).toMatchObject({ enum: [...COMPLIANCE_PACKS] });
  const pipelines = objectSchema.parse(schema.properties['pipelines']);
  expect(pipelines.properties['services']?.items).toMatchObject({ enum: [...PIPELINE_SERVICES] });
});

test('it says of slugs what one pattern can say', () => {
  expect(organization.properties['slug']).toMatchObject({
    pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$',
    minLength: 3,
    maxLength: 26,
  });
});

test('it describes every field to editors, but the one that is theirs and the one that is a group', () => {
  const fields = Object.entries({ ...organization.properties, ...schema.properties });
  expect(fields.flatMap(([name, field]) => ('description' in field ? [] : [name]))).toEqual([
    '$schema',
    'retentionDays',
  ]);
});

describe.each(readdirSync(join(ROOT, 'environments')).filter((file) => file.endsWith('.json')))(
  'the shipped file %s',
  (file) => {
    const content: unknown = JSON.parse(readFileSync(join(ROOT, 'environments', file), 'utf8'));

    test('points editors to the schema', () => {
      expect(content).toMatchObject({ $schema: '../config/environment.schema.json' });
    });

    test('is valid by the JSON Schema alone', () => {
      expect(readBack().safeParse(content).error).toBeUndefined();
    });
  },
);

test.each<[string, unknown]>([
  ['an unknown field', { account: '111122223333', region: 'eu-central-1', organisations: [] }],
  ['no account', { region: 'eu-central-1' }],
  ['a Region that does not exist', { account: '111122223333', region: 'eu-central-9' }],
  [
    'a slug in capitals',
    { account: '111122223333', region: 'eu-central-1', organizations: [{ slug: 'ACME', displayName: 'A' }] },
  ],
])('the JSON Schema refuses %s', (_, content) => {
  expect(readBack().safeParse(content).success).toBe(false);
});

test.each([
  ['dev', undefined],
  ['d'.repeat(16), undefined],
  [
    'd'.repeat(17),
    "an environment's name has 2 to 16 lower-case letters and digits and starts with a letter",
  ],
  [
    'PROD2',
    'an environment\'s name has 2 to 16 lower-case letters and digits and starts with a letter; try "prod2"',
  ],
  ['ssm', 'Parameter Store refuses paths that begin with "aws" or "ssm"; choose another name'],
  ['athena', 'this name is reserved; choose another'],
])('the name of an environment: %s', (name, problem) => {
  expect(environmentNameProblem(name)).toBe(problem);
});
