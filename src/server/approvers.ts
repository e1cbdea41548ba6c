import { readFileSync } from 'node:fs';

/**
 * The public keys of those who may approve a new version of the statement: a line each, `name+hash+key`; what begins with `#`
 * is a remark. Read each time, so that a change of it needs no restart. Nobody, if there is no such file.
 */
export function readApprovers(path: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => (/^[^\s#+]+\+[0-9a-f]{8}\+\S+$/u.test(line.trim()) ? [line.trim()] : []));
}
