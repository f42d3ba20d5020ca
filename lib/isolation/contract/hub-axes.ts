import { type PlatformAxis, withOwn } from './axes';

/**
 * Folders of other hubs of the same organization, one of whose names begins with the hub's own. Where hubs share a
 * folder there are none.
 */
export const OF_OTHER_HUB: PlatformAxis = {
  id: 'of-other-hub',
  wording: { whose: "another hub's" },
  variations: [0, 1].map((which) => ({
    part: 'resource',
    withFixtures: withOwn(({ hubFolder, otherHubFolders }) => ({
      hubFolder: otherHubFolders[which] ?? hubFolder,
    })),
  })),
};

/** Beside the folders of an organization's hubs. */
export const BESIDE_HUBS: PlatformAxis = {
  id: 'beside-hubs',
  wording: { how: ', outside the folders of hubs' },
  variations: [
    {
      part: 'resource',
      withFixtures: withOwn(({ hubFolder, otherHubFolders, uploadFolder }) => ({
        hubFolder: otherHubFolders.length === 0 ? hubFolder : uploadFolder,
      })),
    },
  ],
};
