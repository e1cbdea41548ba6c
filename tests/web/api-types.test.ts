/** The types that the pages are written with are those of the interface as it is. `npm run api-types` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openTestWorld } from '../../src/testing/world.ts';
import { apiTypes } from './api-types.ts';

const file = fileURLToPath(new URL('../../src/web/api/api.d.ts', import.meta.url));

test('the types of the pages are those of the interface', async () => {
  const house = await openTestWorld();
  const types = await apiTypes((await house.ask('GET', '/openapi.json')).body);
  await house.close();
  if (process.env.WRITE_API_TYPES === '1') writeFileSync(file, types);
  expect(readFileSync(file, 'utf8')).toBe(types);
});
