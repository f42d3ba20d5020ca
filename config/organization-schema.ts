import { z } from 'zod';
import {
  DISPLAY_NAME_EXAMPLE,
  DISPLAY_NAME_PATTERN,
  displayNameProblems,
  MAX_DISPLAY_NAME_LENGTH,
} from './display-name';
import { MAX_ORG_SLUG_LENGTH } from './name-limits';
import { MIN_ORG_SLUG_LENGTH, ORG_SLUG_PATTERN, orgSlugProblems } from './org-slug';
import { reporting } from './schema-problems';

/**
 * The schema cannot say in one regular expression all that a slug must be, and the JSON Schema for editors
 * needs one; so the pattern is only documented, and every problem comes from `orgSlugProblems`.
 */
export const orgSlugSchema = z
  .string('write a slug, for example "acme"')
  .superRefine(reporting(orgSlugProblems))
  .meta({
    pattern: ORG_SLUG_PATTERN.source,
    minLength: MIN_ORG_SLUG_LENGTH,
    maxLength: MAX_ORG_SLUG_LENGTH,
    description: 'Unique, permanent name in prefixes, ARNs and policies. Never change it.',
  });

/** As with a slug, every problem comes from `displayNameProblems`, and the pattern is for editors. */
const displayName = z
  .string(DISPLAY_NAME_EXAMPLE)
  .superRefine(reporting(displayNameProblems))
  .overwrite((text) => text.trim())
  .meta({
    pattern: DISPLAY_NAME_PATTERN,
    minLength: 1,
    maxLength: MAX_DISPLAY_NAME_LENGTH,
    description: 'Name for people, shown beside the slug. It can be changed.',
  });

const USER_FORM = 'write the name of an existing IAM user (not its ARN): 1 to 64 of A-Z a-z 0-9 _+=,.@-';

const organizationFields = {
  slug: orgSlugSchema,
  displayName,
  status: z
    .enum(['active', 'suspended'], 'write "active" or "suspended"')
    .default('active')
    .describe('"suspended" keeps everything and denies every use of it: key, hubs and queries.'),
  athenaUsers: z
    .array(
      z.string('write the name of an IAM user').regex(/^[\w+=,.@-]{1,64}$/, USER_FORM),
      'write a list of names of IAM users, for example ["jane", "joe"]',
    )
    .default([])
    .describe("Names of existing IAM users that get this organization's Athena policy."),
  audit: z
    .boolean('write true or false')
    .default(false)
    .describe(
      "Give its analysts the organization's own part of the trail, if the environment's audit offers it (`operations.audit.organizations`).",
    ),
};

export const organizationSchema = z.strictObject(
  organizationFields,
  'write an organization, for example {"slug": "acme", "displayName": "Acme Corporation"}',
);
