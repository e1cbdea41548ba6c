/**
 * What stands beside the choices of a statement and limits what may be done, whatever it says. It is kept as a choice is,
 * under a name that no statement can give: so it has a moment, raises the generation, is checked under the same lock, and is in force
 * everywhere at once.
 */

/** The account is closed: nothing more is collected, and the clocks of what is held run. */
export const CLOSED = ':closed';
