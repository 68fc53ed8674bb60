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

/** What this is called where nobody says otherwise. */
const SERVICE = 'bakebot-agent';
/** How often a job tells its worker what it measured, in ms. */
const REPORT_INTERVAL_MS = 5000;
/** How long a job that ends waits for its last measurements to be taken, in ms. */
const FLUSH_MS = 5000;

export type ExporterOptions = {
  /** Whether OpenTelemetry's own variables (`OTEL_EXPORTER_OTLP_…`) name a receiver. */
  readonly otlp: boolean;
  /** Where the worker takes reports, when it shows them. */
  readonly reportUrl: string | undefined;
  /** Which job this is. */
  readonly jobId: string;
};

export type Exporters = {
  readonly meter: Meter;
  readonly tracer: Tracer;
  /** Sends what is left. Call it last. */
  close(): Promise<void>;
};

/** Sends this process's spans and measurements to where the settings say; to nowhere without any. */
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

/** Ours and the framework's spans go the same way; what people say and show is stripped from them. */
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

/** Who sends: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go before ours. */
function resourceOf(jobId: string): Resource {
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': SERVICE, 'service.instance.id': jobId }))
    .merge(detectResources({ detectors: [envDetector] }));
}
