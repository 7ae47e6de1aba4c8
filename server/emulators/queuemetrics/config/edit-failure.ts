/** Why a record cannot be saved, in the vendor's words. */
export class EditFailure extends Error {}

/** The record was saved by somebody else since it was read. */
export const optiLockFailure = (): EditFailure =>
  new EditFailure('OptiLock exception: the record was modified by another user. Reload it and try again.');
