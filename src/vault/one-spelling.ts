/**
 * One spelling for each value that people write in many: no outer space, lower case, composed Unicode. Spelling it again
 * changes nothing: composing comes last, since a small letter can be composed where its capital can't.
 */
export const oneSpelling = (value: string): string => value.trim().toLowerCase().normalize('NFC');
