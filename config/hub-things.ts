/**
 * What stands between the organization and the hub in the name of a hub's thing. Neither can hold it, nor begin or
 * end with a hyphen, so that the name splits in one way only.
 */
export const THING_NAME_SEPARATOR = '--';

/** Name of the shadow through which a hub and the platform talk, one of each hub's thing. */
export const HUB_SHADOW_NAME = 'data-hub';
