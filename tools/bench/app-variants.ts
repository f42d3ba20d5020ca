/**
 * What is compared, in the order in which it is measured; the first is what the others are measured against.
 * The proof judges the assembly that the app without guards has just written.
 */
export const APP_VARIANTS = ['bare', 'withoutGuards', 'proof', 'asShipped'] as const;
export type AppVariant = (typeof APP_VARIANTS)[number];

export const REFERENCE_VARIANT: AppVariant = 'bare';

/** How a report names each app, with what is in it. */
export const APP_VARIANT_LABELS: Readonly<Record<AppVariant, string>> = {
  bare: 'bare CDK app',
  withoutGuards: 'without guards',
  proof: 'proof alone',
  asShipped: 'as shipped',
};
