import type { AssemblyTemplates } from '../../lib/revisions/assembly-templates';
import { type TemplateDifference, templateDifferences } from './template-differences';

/** How one template of two assemblies compares. */
export type TemplateComparison = { readonly name: string } & (
  | { readonly verdict: 'identical' }
  | { readonly verdict: 'different'; readonly differences: readonly TemplateDifference[] }
  | { readonly verdict: 'only in base' | 'only in head' }
);

/** Compares every template of either assembly with the one of its name in the other. */
export function compareAssemblies(base: AssemblyTemplates, head: AssemblyTemplates): TemplateComparison[] {
  const names = [...new Set([...base.templates.keys(), ...head.templates.keys()])].sort();
  return names.map((name) => {
    const ofBase = base.templates.get(name);
    const ofHead = head.templates.get(name);
    if (ofHead === undefined) return { name, verdict: 'only in base' };
    if (ofBase === undefined) return { name, verdict: 'only in head' };
    const differences = templateDifferences(
      { ...ofBase, name, assetHashes: base.assetHashes },
      { ...ofHead, name, assetHashes: head.assetHashes },
    );
    return differences.length === 0
      ? { name, verdict: 'identical' }
      : { name, verdict: 'different', differences };
  });
}
