import { terminal } from './cli/terminal.ts';
import { runCommand } from './cli/usage.ts';
import { DASHBOARD_HELP, runDashboard } from './observe/main.ts';

process.exit(await runCommand(DASHBOARD_HELP, () => runDashboard(process.argv.slice(2), terminal)));
