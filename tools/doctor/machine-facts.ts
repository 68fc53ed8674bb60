import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { execa } from 'execa';
import * as z from 'zod';
import { ROOT } from '@bakebot/local-stack';
import type { MachineFacts } from './machine.ts';

const Report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });

/** Reads the facts of this machine. */
export async function readMachineFacts(): Promise<MachineFacts> {
  const disk = await statfs(ROOT);
  const npm = await execa('npm', ['--version'], { reject: false });
  return {
    platform: process.platform,
    arch: process.arch,
    glibcVersion: Report.parse(process.report.getReport()).header.glibcVersionRuntime,
    nodeVersion: process.version,
    npmVersion: npm.exitCode === 0 ? npm.stdout : undefined,
    totalMemory: totalmem(),
    freeDisk: disk.bavail * disk.bsize,
  };
}
