import { type BundledPackage, nameOf } from './bundled-packages';
import { LicenceError } from './errors';

const RULE = '-'.repeat(80);

/**
 * The notices that have to travel with a bundle: each licence once, below the packages that are under it.
 * @throws LicenceError if a package ships no text of its licence and no other one has the same. The text of
 * Apache-2.0 is the same for all; other licences name their copyright holders.
 */
export function licenceNotices(packages: readonly BundledPackage[]): string {
  const apache = packages.find(({ licence, text }) => licence === 'Apache-2.0' && text !== undefined)?.text;
  const under = new Map<string, BundledPackage[]>();
  const missing: BundledPackage[] = [];
  for (const bundled of packages) {
    const text = bundled.text ?? (bundled.licence === 'Apache-2.0' ? apache : undefined);
    if (text === undefined) missing.push(bundled);
    else under.set(text, [...(under.get(text) ?? []), bundled]);
  }
  if (missing.length > 0) throw new LicenceError(missing);

  const licences = [...under].map(([text, group]) =>
    [...group.map((bundled) => `${nameOf(bundled)} (${bundled.licence})`), '', text].join('\n'),
  );
  const notices = packages.flatMap((bundled) =>
    bundled.notices.map((notice) => [`Notice of ${nameOf(bundled)}`, '', notice].join('\n')),
  );
  return [
    'This file contains code of the packages below, under their licences.',
    ...licences,
    ...notices,
  ].join(`\n\n${RULE}\n`);
}

/** Text as one JavaScript comment, which no line of it can end. */
export function asComment(text: string): string {
  return `/*!\n${text.replaceAll('*/', '* /')}\n*/\n`;
}
