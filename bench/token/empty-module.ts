/** Takes the place of a package whose share of the bundle is measured. */
export const RoomServiceClient = undefined;
