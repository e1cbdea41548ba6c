/** Where somebody enrols. What stands behind `#` no browser sends anywhere. */
export const enrolLink = (origin: string, token: string): string => `${origin}/console/enrol#${token}`;
