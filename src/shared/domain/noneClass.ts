/** Name of the class for images that belong to none of the others. A class like any other once it is used. */
export const NONE_CLASS = 'none of these';
