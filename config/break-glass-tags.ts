/** Tags of a break-glass session besides the organization's: why, and an identity provider's word that MFA was used. */
export const REASON_TAG = 'reason';
export const MFA_TAG = 'mfa';
