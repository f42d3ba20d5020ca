import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { environmentNameProblem } from './environment-schema';
import { ConfigurationError, type Problem } from './errors';
import { valueAt } from './json-path';
import { readJson } from './json-text';
import { orgSlugSchema } from './organization-schema';
import { checkSchema, placeIn } from './schema-problems';

/** Folder of the records, beside the environments' files. */
const FOLDER = 'retired';
const LONGEST_TEXT = 500;
const DATE_FORM = 'write the day as "YYYY-MM-DD", for example "2026-03-31"';
const REASON_FORM = 'write why in a sentence, for example "The contract ended; its data is erased"';
const REFERENCE_FORM = 'write where the decision is kept, for example "OPS-1234"';

const text = (form: string): z.ZodString =>
  z.string(form).trim().min(1, form).max(LONGEST_TEXT, `write at most ${LONGEST_TEXT} characters`);

const retiredSlugSchema = z.strictObject(
  {
    slug: orgSlugSchema,
    retiredOn: z.iso.date(DATE_FORM).describe('Day from which the slug is never reused: YYYY-MM-DD.'),
    reason: text(REASON_FORM).describe('Why the organization is gone.'),
    reference: text(REFERENCE_FORM)
      .optional()
      .describe('Where the decision and the proof of erasure are kept, for example a ticket.'),
  },
  'write a retired slug, for example {"slug": "initech", "retiredOn": "2026-03-31", "reason": "The contract ended"}',
);

const recordSchema = z.strictObject(
  {
    $schema: z
      .string('write the path of the JSON Schema, "../../config/retired-slugs.schema.json"')
      .optional(),
    retired: z
      .array(retiredSlugSchema, 'write a list of retired slugs, or []')
      .describe('The slugs of this environment that are never reused. Entries are added, and never removed.'),
  },
  'write a JSON object with the list "retired"',
);

/** A slug that an organization had once and that no organization gets again. */
export type RetiredSlug = Readonly<z.output<typeof retiredSlugSchema>>;

/** The record of retired slugs as far as it can be read, with everything that is wrong in it. */
export interface RetiredSlugsReading {
  readonly retired: readonly RetiredSlug[];
  readonly problems: readonly Problem[];
}

/** The JSON Schema of a record, for editors, as it stands in `config/retired-slugs.schema.json`. */
export function retiredSlugsJsonSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(recordSchema, { io: 'input' }), null, 2)}\n`;
}

/** Where an environment's record is, as messages name it. */
function retiredSlugsFile(environment: string, directory: string): string {
  return relative(process.cwd(), join(directory, FOLDER, `${environment}.json`));
}

/**
 * The slugs of an environment that are never given again, in the order of its record,
 * `<directory>/retired/<environment>.json`. None if there is no record.
 * @param directory folder of the environment files.
 * @throws ConfigurationError with every problem of the record, each with its place, value and fix.
 */
export function retiredSlugs(environment: string, directory: string): readonly RetiredSlug[] {
  const { retired, problems } = readRetiredSlugs(environment, directory);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return retired;
}

/** As {@link retiredSlugs}, for who tells the problems together with others. */
export function readRetiredSlugs(environment: string, directory: string): RetiredSlugsReading {
  const place = retiredSlugsFile(environment, directory);
  const nameProblem = environmentNameProblem(environment);
  if (nameProblem !== undefined) return { retired: [], problems: [{ place, fix: nameProblem }] };
  let source: Buffer;
  try {
    source = readFileSync(join(directory, FOLDER, `${environment}.json`));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT') return { retired: [], problems: [] };
    // A record that cannot be read may hold any slug.
    return { retired: [], problems: [{ place, fix: `cannot be read (${reason ?? String(error)})` }] };
  }
  const { value: json, problems: syntax } = readJson(source, place);
  if (json === undefined) return { retired: [], problems: syntax };
  const { data, problems } = checkSchema(recordSchema, json, place);
  return { retired: data?.retired ?? [], problems: [...syntax, ...problems, ...repetitions(json, place)] };
}

/**
 * Problems of organizations that have a retired slug, one for each.
 * @param slugs of an environment's organizations, as they stand in its file.
 * @param file how problems name the environment's file.
 */
export function retiredSlugProblems(
  slugs: readonly unknown[],
  retired: readonly RetiredSlug[],
  file: string,
): Problem[] {
  const known = new Map<unknown, RetiredSlug>(retired.map((one) => [one.slug, one]));
  return slugs.flatMap((slug, index) => {
    const found = known.get(slug);
    return found === undefined
      ? []
      : [{ place: placeIn(file, ['organizations', index, 'slug']), value: slug, fix: retiredSlugFix(found) }];
  });
}

/** Why a slug cannot be had, and what to do. */
export function retiredSlugFix({ retiredOn, reason, reference }: RetiredSlug): string {
  const source = reference === undefined ? '' : `; ${reference}`;
  return `was retired on ${retiredOn} (${reason}${source}), and a slug is never reused; choose another`;
}

/** Read from the raw JSON: the schema stops before such comparisons when a field elsewhere is wrong. */
function repetitions(json: unknown, file: string): Problem[] {
  const list = valueAt(json, ['retired']);
  const seen = new Set<unknown>();
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((entry, index) => {
    const slug = valueAt(entry, ['slug']);
    if (typeof slug !== 'string' || !seen.has(slug)) {
      seen.add(slug);
      return [];
    }
    const place = placeIn(file, ['retired', index, 'slug']);
    return [{ place, value: slug, fix: 'this slug is retired already; keep one entry' }];
  });
}
