import { afterEach, describe, expect, it, vi } from 'vitest';
import { installPythonPackage } from './python-package.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the installation of a Python package', () => {
  it('says so when Python is missing', async () => {
    vi.stubEnv('PATH', '/nowhere');
    expect(await installPythonPackage('google-genai', '0.0.0')).toEqual({
      missing: 'Python is not installed.',
    });
  });

  it('says so when there is no package registry', async () => {
    for (const name of ['PIP_INDEX_URL', 'UV_DEFAULT_INDEX'])
      vi.stubEnv(name, 'http://127.0.0.1:9');
    vi.stubEnv('PIP_RETRIES', '0');
    const python = await installPythonPackage('google-genai', '0.0.0');
    expect(python).toEqual({
      missing: expect.stringMatching(/could not be installed|Python is not/),
    });
  });
});
