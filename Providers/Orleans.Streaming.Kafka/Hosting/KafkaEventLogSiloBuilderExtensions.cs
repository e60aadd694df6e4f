using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Serialization;
using Orleans.Streaming.Kafka;
using Orleans.Streaming.Kafka.Configuration;
using Orleans.Streaming.Kafka.Hosting;
using Orleans.Streaming.Kafka.Moving;
using Orleans.Streaming.Kafka.Parking;

namespace Orleans.Hosting;

/// <summary>Gives a silo a log of events on Apache Kafka.</summary>
public static class KafkaEventLogSiloBuilderExtensions
{
    /// <summary>Registers the log: <see cref="IEventLog"/> for readers, <see cref="IEventAppender"/> for who carries events to it.</summary>
    /// <remarks>It is opened before everything else, and closed after everything else.</remarks>
    public static ISiloBuilder AddKafkaEventLog(this ISiloBuilder builder, Action<KafkaEventLogOptions> configure)
        => builder.AddKafkaEventLog(options => options.Configure(configure));

    /// <summary>Registers the log with the options of a section, for instance <c>Orleans:EventLog</c>.</summary>
    public static ISiloBuilder AddKafkaEventLog(this ISiloBuilder builder, IConfiguration section)
        => builder.AddKafkaEventLog(options => options.Configure(settings => section.Bind(settings)));

    /// <summary>Registers the log: <see cref="IEventLog"/> for readers, <see cref="IEventAppender"/> for who carries events to it.</summary>
    public static ISiloBuilder AddKafkaEventLog(this ISiloBuilder builder, Action<OptionsBuilder<KafkaEventLogOptions>> configure)
    {
        var services = builder.Services;
        configure(services.AddOptions<KafkaEventLogOptions>());
        services.AddTransient<IConfigurationValidator, KafkaEventLogOptionsValidator>();
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.UnionWith([typeof(KafkaException).Namespace!, typeof(KafkaEventLog).Namespace!]));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new KafkaEventLog(
            provider.GetRequiredService<IOptions<KafkaEventLogOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>())
        {
            Unparked = provider.GetRequiredService<UnparkedRecords>(),
        });
        services.AddSingleton<UnparkedRecords>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, RecordParking>();
        services.AddSingleton<IEventLog>(provider => provider.GetRequiredService<KafkaEventLog>());
        services.AddSingleton<IEventAppender>(provider => provider.GetRequiredService<KafkaEventLog>());
        services.AddSingleton<IMovableLog, KafkaMovableLog>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, KafkaEventLogLifecycle>();
        return builder;
    }
}
