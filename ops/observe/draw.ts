import type { Series } from './prometheus.ts';

/** A panel of the dashboard, with what its queries gave. */
export interface DrawnPanel {
  title: string;
  type: string;
  unit: string;
  gridPos: { x: number; y: number; w: number; h: number };
  lines: readonly { legend: string; series: Series }[];
}

const COLOURS = ['#c2410c', '#0f766e', '#7c3aed', '#b45309', '#0369a1', '#be123c', '#4d7c0f'];
const ROW_PX = 34;

/** The dashboard as a page of its own, laid out as Grafana would: 24 columns. */
export function drawDashboard(title: string, panels: readonly DrawnPanel[]): string {
  const height = Math.max(...panels.map(({ gridPos: { y, h } }) => y + h)) * ROW_PX;
  return `<!doctype html><meta charset="utf-8"><title>${escape(title)}</title>
<style>
  body { margin: 0; background: #f5f3ef; color: #292524; font: 12px system-ui, sans-serif; }
  main { position: relative; width: 1440px; height: ${height}px; }
  section { position: absolute; box-sizing: border-box; padding: 3px; }
  section > div { height: 100%; box-sizing: border-box; padding: 6px 8px; background: #fff; border: 1px solid #e7e5e4; overflow: hidden; }
  section.row > div { background: none; border: 0; font-size: 15px; font-weight: 600; }
  h2 { margin: 0; font-size: 12px; font-weight: 600; }
  b { display: block; font-size: 30px; text-align: center; padding-top: 22px; font-weight: 500; }
  i { font-style: normal; margin-right: 10px; white-space: nowrap; }
</style><main>${panels.map(drawPanel).join('')}</main>`;
}

function drawPanel(panel: DrawnPanel): string {
  const { title, type, gridPos } = panel;
  const place = `left:${(gridPos.x / 24) * 100}%;width:${(gridPos.w / 24) * 100}%;top:${gridPos.y * ROW_PX}px;height:${gridPos.h * ROW_PX}px`;
  const heading = type === 'row' ? escape(title) : `<h2>${escape(title)}</h2>`;
  return `<section class="${type}" style="${place}"><div>${heading}${drawContent(panel)}</div></section>`;
}

function drawContent(panel: DrawnPanel): string {
  if (panel.type === 'row') return '';
  if (panel.lines.length === 0) return '<b>no data</b>';
  if (panel.type === 'stat') {
    const value = panel.lines[0]?.series.points.at(-1)?.[1];
    return `<b>${value === undefined ? 'no data' : format(value, panel.unit)}</b>`;
  }
  return drawChart(panel);
}

function drawChart({ lines, unit, gridPos }: DrawnPanel): string {
  const width = (gridPos.w / 24) * 1440 - 90;
  const height = gridPos.h * ROW_PX - 78;
  const points = lines.flatMap(({ series }) => series.points);
  const times = points.map(([at]) => at);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const top = Math.max(...points.map(([, value]) => value)) * 1.1 || 1;
  const x = (at: number): string => (60 + ((at - first) / (last - first || 1)) * width).toFixed(1);
  const y = (value: number): string => (8 + height * (1 - value / top)).toFixed(1);
  const grid = [0, 0.5, 1].map((share) => {
    const at = y(top * share);
    return `<path d="M60 ${at}H${60 + width}" stroke="#e7e5e4"/><text x="54" y="${at}" text-anchor="end" dominant-baseline="middle" fill="#78716c">${format(top * share, unit)}</text>`;
  });
  const paths = lines.map(({ series }, index) => {
    const path = series.points.map(([at, value]) => `${x(at)} ${y(value)}`).join('L');
    return `<path d="M${path}" fill="none" stroke="${colourOf(index)}" stroke-width="1.5"/>`;
  });
  const legend = lines.map(
    ({ legend: words }, index) => `<i style="color:${colourOf(index)}">● ${escape(words)}</i>`,
  );
  return `<svg width="${width + 66}" height="${height + 16}">${grid.join('')}${paths.join('')}</svg><br>${legend.join('')}`;
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? 'black';
}

/** A value in its unit, as Grafana names them. */
export function format(value: number, unit: string): string {
  const digits = (maximumFractionDigits: number): string =>
    value.toLocaleString('en-US', { maximumFractionDigits });
  switch (unit) {
    case 'percentunit':
      return `${(value * 100).toFixed(1)} %`;
    case 's':
      return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${digits(1)} s`;
    case 'bytes':
      return `${(value / 1024 ** 2).toFixed(0)} MiB`;
    case 'currencyUSD':
      return `$${digits(2)}`;
    case 'ops':
      return `${digits(2)}/s`;
    default:
      return digits(value < 10 ? 1 : 0);
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
