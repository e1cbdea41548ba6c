/** The files of a folder of captures. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface CaptureFile {
  /** From the folder, with `/`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** Every regular file below a folder, in the order of their names. Links are not followed: they could lead anywhere. */
export async function findCaptures(folder: string, below = ''): Promise<CaptureFile[]> {
  const files: CaptureFile[] = [];
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    const path = join(folder, name);
    if (entry.isDirectory()) files.push(...(await findCaptures(folder, name)));
    else if (entry.isFile()) files.push({ name, path, bytes: (await stat(path)).size });
  }
  return files;
}
