import { describe, expect, it } from 'vitest';
import { canBuild, parseGoVersion, pinnedVersion } from './version.ts';

describe('pinnedVersion', () => {
  it('reads the version of livekit-server from go.mod', () => {
    expect(pinnedVersion()).toMatch(/^v\d+\.\d+\.\d+$/);
    expect(pinnedVersion('require github.com/livekit/livekit-server v1.2.3\n')).toBe('v1.2.3');
    expect(pinnedVersion('require (\n\tgithub.com/livekit/livekit-server v1.2.3\n)')).toBe(
      'v1.2.3',
    );
  });

  it('throws when go.mod does not require livekit-server', () => {
    expect(() => pinnedVersion('module x\n')).toThrow('does not require livekit-server');
  });
});

describe('the Go version', () => {
  it.each([
    ['go version go1.26.8 linux/amd64', [1, 26]],
    ['go version go1.27rc1 darwin/arm64', [1, 27]],
    ['go version devel go1.28-abcdef linux/amd64', [1, 28]],
    ['command not found', undefined],
  ])('is parsed from "%s"', (output, version) => {
    expect(parseGoVersion(output)).toEqual(version);
  });

  it('can build the server from 1.26 on', () => {
    expect([canBuild([1, 25]), canBuild([1, 26]), canBuild([1, 30]), canBuild([2, 0])]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
