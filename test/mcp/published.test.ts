import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe('server.json', () => {
  it('says of the package what the package says of itself', () => {
    const server = json('server.json');
    const manifest = json('package.json');
    expect(server.name).toBe(manifest.mcpName);
    expect(server.version).toBe(manifest.version);
    expect(server.packages).toMatchObject([
      { identifier: manifest.name, version: manifest.version, packageArguments: [{ value: 'mcp' }] },
    ]);
    // Of the registry's schema.
    expect(server.name).toMatch(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
    expect(server.description.length).toBeLessThanOrEqual(100);
    expect(Object.keys(manifest.bin)).toEqual(['altair']);
  });
});
