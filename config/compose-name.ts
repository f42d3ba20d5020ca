/**
 * How one kind of name is composed, and the limits of the service that holds it.
 * Placeholders: `{prefix}` `{environment}` `{region}` `{account}` `{slug}`, and
 * `{slug_}` for the slug with `_` in place of `-`.
 */
export interface NamePattern {
  readonly pattern: string;
  readonly maxLength: number;
  readonly characters: RegExp;
  /** The AWS page that states the limit. */
  readonly source: string;
}

/** What names of an environment are composed from. */
export interface NameParts {
  readonly prefix: string;
  readonly environment: string;
  readonly region: string;
  readonly account: string;
}

/** A name of this pattern, which may be longer than its service allows. */
export function composeName(
  pattern: string,
  { prefix, environment, region, account }: NameParts,
  slug = '',
): string {
  return pattern
    .replace('{prefix}', prefix)
    .replace('{environment}', environment)
    .replace('{region}', region)
    .replace('{account}', account)
    .replace('{slug}', () => slug)
    .replace('{slug_}', () => slug.replaceAll('-', '_'));
}
