import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { telemetry } from '@livekit/agents';
import { trace, type Meter, type Tracer } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { ReportExporter } from './metrics-page/report-exporter.ts';

/** Default for OTEL_SERVICE_NAME. */
const SERVICE = 'bakebot-agent';
/** How often a job reports its metrics to its worker, in ms. */
const REPORT_INTERVAL_MS = 5000;
/** How long an ending job waits for its last export, in ms. */
const FLUSH_MS = 5000;

export type ExporterOptions = {
  /** Whether `OTEL_EXPORTER_OTLP_ENDPOINT` names a receiver. */
  readonly otlp: boolean;
  /** The worker's endpoint for reports; undefined without a metrics page. */
  readonly reportUrl: string | undefined;
  readonly jobId: string;
};

export type Exporters = {
  readonly meter: Meter;
  readonly tracer: Tracer;
  /** Flushes and stops. Call it last. */
  close(): Promise<void>;
};

/** Starts exporting this process's spans and metrics, as configured. */
export function startExporters({ otlp, reportUrl, jobId }: ExporterOptions): Exporters {
  const resource = resourceOf(jobId);
  const meters = new MeterProvider({
    resource,
    readers: [
      ...(otlp ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })] : []),
      ...(reportUrl
        ? [
            new PeriodicExportingMetricReader({
              exporter: new ReportExporter(reportUrl),
              exportIntervalMillis: REPORT_INTERVAL_MS,
              exportTimeoutMillis: REPORT_INTERVAL_MS,
            }),
          ]
        : []),
    ],
  });
  const tracers = otlp ? startTracing(resource) : undefined;
  return {
    meter: meters.getMeter('bakebot'),
    tracer: (tracers ?? trace).getTracer('bakebot'),
    close: async () => {
      await Promise.allSettled([meters.shutdown({ timeoutMillis: FLUSH_MS }), tracers?.shutdown()]);
    },
  };
}

/** One provider for BakeBot's and the framework's spans; `allowPii: false` strips conversation content. */
function startTracing(resource: Resource): NodeTracerProvider {
  const fanout = new telemetry.FanoutSpanProcessor();
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [fanout, new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  telemetry.setTracerProvider(provider, {
    registerSpanProcessor: (processor) => fanout.add(processor),
    allowPii: false,
  });
  return provider;
}

/** OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES override the defaults. */
function resourceOf(jobId: string): Resource {
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': SERVICE, 'service.instance.id': jobId }))
    .merge(detectResources({ detectors: [envDetector] }));
}
