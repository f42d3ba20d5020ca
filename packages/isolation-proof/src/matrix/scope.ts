/** Whose a resource is, as seen from a principal. */
export type Scope = 'own' | 'others' | 'shared';
