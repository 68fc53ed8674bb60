import { rmSync } from 'node:fs';
import { signalGroup } from './process-group.ts';
import type { ReaperOrder } from './reaper.ts';

const groups = new Set<number>();
const paths = new Set<string>();

process.on('message', (order: ReaperOrder) => {
  if ('group' in order) groups.add(order.group);
  else paths.add(order.path);
});

process.on('disconnect', () => {
  for (const group of groups) signalGroup(group, 'SIGKILL');
  for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
});
