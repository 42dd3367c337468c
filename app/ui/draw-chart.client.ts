import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartSpec } from './chart.tsx';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Colours of the design by their variables; series differ in pattern too, so that no colour has to be told apart. */
function readTheme() {
  return {
    series: ['--color-accent', '--color-info', '--color-warn', '--color-ink-3'].map(token),
    ink: token('--color-ink'),
    line: token('--color-line'),
    hair: token('--color-hair'),
    card: token('--color-card'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** A chart in a box; its size follows the box. */
export type Drawn = { resize(): void; dispose(): void };

/** Draws a chart as SVG, without motion, in the colours of the page. The box is read by nobody: its text stands beside it. */
export function drawChart(box: HTMLElement, { categories, series, across = false }: ChartSpec): Drawn {
  const theme = readTheme();
  const text = { color: theme.ink, fontFamily: theme.font, fontSize: 14 };
  const chart = init(box, null, { renderer: 'svg' });
  const named = {
    type: 'category' as const,
    data: categories,
    inverse: across,
    axisLabel: { ...text, interval: across ? 0 : ('auto' as const) },
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
  };
  const counted = {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: text,
    splitLine: { lineStyle: { color: theme.hair } },
  };
  chart.setOption({
    animation: false,
    color: theme.series,
    textStyle: text,
    aria: { enabled: true, label: { enabled: false }, decal: { show: series.length > 1 } },
    legend: { show: series.length > 1, top: 0, left: 0, textStyle: text, itemGap: 16 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      backgroundColor: theme.card,
      borderColor: theme.line,
      textStyle: text,
      confine: true,
    },
    grid: { left: 4, right: 24, top: series.length > 1 ? 40 : 12, bottom: 4, containLabel: true },
    xAxis: across ? counted : named,
    yAxis: across ? named : counted,
    series: series.map(({ name, values, stack }) => ({
      ...{ type: 'bar' as const, name, data: values, stack, barMaxWidth: 18 },
    })),
  });
  return { resize: () => chart.resize(), dispose: () => chart.dispose() };
}
