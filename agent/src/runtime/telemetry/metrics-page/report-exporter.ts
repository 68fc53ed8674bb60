import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type PushMetricExporter,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { Measurement, Point, Report } from './measurements.ts';

/** Time-out for a report, in ms. The worker is on the same machine. */
const TIMEOUT_MS = 2000;

/** Posts the metrics since the last export to the worker process, which adds them to its page. */
export class ReportExporter implements PushMetricExporter {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  export(metrics: ResourceMetrics, done: (result: ExportResult) => void): void {
    const report = metrics.scopeMetrics.flatMap((scope) => scope.metrics.map(toMeasurement));
    void this.#deliver(report, done);
  }

  selectAggregationTemporality(): AggregationTemporality {
    return AggregationTemporality.DELTA;
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  async #deliver(report: Report, done: (result: ExportResult) => void): Promise<void> {
    try {
      await this.#send(report);
      done({ code: ExportResultCode.SUCCESS });
    } catch (cause) {
      const error = new Error('failed to report metrics to the worker', { cause });
      done({ code: ExportResultCode.FAILED, error });
    }
  }

  async #send(report: Report): Promise<void> {
    const response = await fetch(this.#url, {
      method: 'POST',
      body: JSON.stringify(report),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`the worker responded with ${response.status}`);
  }
}

function toMeasurement(metric: MetricData): Measurement {
  const { name, description, unit } = metric.descriptor;
  return { name, description, unit, points: pointsOf(metric) };
}

function pointsOf(metric: MetricData): Point[] {
  switch (metric.dataPointType) {
    case DataPointType.SUM:
      return metric.dataPoints.map(({ attributes, value }) => ({
        type: 'sum',
        attributes: plain(attributes),
        value,
      }));
    case DataPointType.HISTOGRAM:
      return metric.dataPoints.map(({ attributes, value: { sum = 0, count, buckets } }) => ({
        type: 'histogram',
        attributes: plain(attributes),
        sum,
        count,
        bounds: buckets.boundaries,
        counts: buckets.counts,
      }));
    default:
      return [];
  }
}

function plain(attributes: object): Point['attributes'] {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, String(value)]),
  );
}
