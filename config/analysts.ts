import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type analystsSchema, METADATA_FILE, type samlSchema } from './analysts-schema';
import { choiceProblem } from './choice-problem';
import type { Problem } from './errors';
import { listAt, valueAt } from './json-path';
import { placeIn } from './schema-problems';

/** How the analysts of an environment sign in. */
export type AnalystAccess =
  | { readonly oidc: OidcAccess }
  | { readonly saml: SamlAccess }
  /** ARNs of roles whose sessions are tagged with the organization. */
  | { readonly roles: readonly string[] };

export interface OidcAccess {
  readonly issuer: string;
  readonly audience: string;
}

export interface SamlAccess {
  /** The provider: the text of the document that it is made from, or the ARN of one that exists. */
  readonly provider: { readonly metadataDocument: string } | { readonly arn: string };
  /** Undefined for the partition's sign-in page. */
  readonly audience?: string;
}

/** IAM takes documents of these lengths: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
const FEWEST_CHARACTERS = 1_000;
/** A template has at most 1 MB, and this is the only large text in it. */
const MOST_CHARACTERS = 200_000;

/**
 * The analysts' access of a file that its schema lets pass.
 * @param directory where the environment's file is, and the metadata document
 */
export function analystAccess(
  analysts: z.output<typeof analystsSchema> | undefined,
  directory: string,
): AnalystAccess | undefined {
  if (analysts?.oidc !== undefined) {
    const { issuer, audience } = analysts.oidc;
    return { oidc: { issuer, audience } };
  }
  if (analysts?.saml !== undefined) return { saml: samlAccess(analysts.saml, directory) };
  return analysts?.roles === undefined ? undefined : { roles: analysts.roles };
}

/** The SAML access of a file that its schema lets pass; its metadata document is in the directory. */
export function samlAccess(
  { metadata, provider = '', audience }: z.output<typeof samlSchema>,
  directory: string,
): SamlAccess {
  return {
    provider:
      metadata === undefined
        ? { arn: provider }
        : { metadataDocument: readFileSync(join(directory, metadata), 'utf8') },
    ...(audience === undefined ? {} : { audience }),
  };
}

/**
 * Problems of the analysts' access that its schema cannot know: they depend on the account, on other fields, or on
 * another file. Read from the raw JSON, so that they are told beside all others.
 * @param ownRoles beginning of the names of roles that the platform makes
 */
export function analystsProblems(
  json: unknown,
  { directory, file, ownRoles }: { directory: string; file: string; ownRoles: string },
): Problem[] {
  const account = valueAt(json, ['account']);
  const arns: { readonly value: unknown; readonly path: readonly PropertyKey[] }[] = [
    { value: valueAt(json, PROVIDER), path: PROVIDER },
    ...listAt(json, ROLES).map((value, index) => ({ value, path: [...ROLES, index] })),
  ];
  return [
    ...choiceProblem(json, ['analysts'], ['oidc', 'saml', 'roles'], ONE_WAY, file),
    ...choiceProblem(json, ['analysts', 'saml'], ['metadata', 'provider'], ONE_SAML_PROVIDER, file),
    ...arns.flatMap(({ value, path }): Problem[] => {
      const [, owner, name] = /^arn:[^:]*:iam::(\d{12}):[^:]*?([^/:]+)$/.exec(textOf(value)) ?? [];
      if (owner === undefined) return [];
      const place = placeIn(file, path);
      if (typeof account === 'string' && owner !== account) {
        return [{ place, value, fix: `is of another account; name one of account ${account}` }];
      }
      return name?.startsWith(ownRoles) === true && path[1] === 'roles'
        ? [{ place, value, fix: "the platform makes roles of such names; name the analysts' own" }]
        : [];
    }),
    ...repeated(listAt(json, ROLES), file),
    ...metadataProblems(valueAt(json, METADATA), directory, placeIn(file, METADATA)),
  ];
}

const PROVIDER = ['analysts', 'saml', 'provider'];
const METADATA = ['analysts', 'saml', 'metadata'];
const ROLES = ['analysts', 'roles'];

/** Each identity provider that is trusted could say of anybody that they belong to any organization. */
const ONE_WAY =
  'write exactly one of "oidc", "saml" and "roles": one place says who belongs to which organization';
export const ONE_SAML_PROVIDER =
  'write exactly one of "metadata", to make a SAML provider, and "provider", the ARN of one that exists';

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function repeated(roles: readonly unknown[], file: string): Problem[] {
  return roles.flatMap((value, index) =>
    roles.indexOf(value) < index
      ? [{ place: placeIn(file, [...ROLES, index]), value, fix: 'this role is listed already' }]
      : [],
  );
}

/** Problems of the metadata document that a file names. */
export function metadataProblems(name: unknown, directory: string, place: string): Problem[] {
  // Any other name is refused by the schema.
  if (typeof name !== 'string' || !METADATA_FILE.test(name)) return [];
  let document: string;
  try {
    document = readFileSync(join(directory, name), 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return [
      {
        place,
        value: name,
        fix:
          reason === 'ENOENT'
            ? "no such file beside the environment's; save the identity provider's metadata there"
            : `cannot be read (${reason})`,
      },
    ];
  }
  if (!document.includes('EntityDescriptor')) {
    return [{ place, value: name, fix: 'is not a SAML metadata document; it has no EntityDescriptor' }];
  }
  return document.length < FEWEST_CHARACTERS || document.length > MOST_CHARACTERS
    ? [
        {
          place,
          value: name,
          fix: `has ${document.length} characters; IAM takes documents of ${FEWEST_CHARACTERS} to ${MOST_CHARACTERS}`,
        },
      ]
    : [];
}
