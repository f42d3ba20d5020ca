/** The apps that are compared; the first is what the others are measured against. */
export const APP_VARIANTS = ['bare', 'withoutGuards', 'asShipped'] as const;
export type AppVariant = (typeof APP_VARIANTS)[number];

export const REFERENCE_VARIANT: AppVariant = 'bare';

/** How a report names each app, with what is in it. */
export const APP_VARIANT_LABELS: Readonly<Record<AppVariant, string>> = {
  bare: 'bare CDK app',
  withoutGuards: 'without guards',
  asShipped: 'as shipped',
};
