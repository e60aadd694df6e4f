using Marketplace.Tests.Shared;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>One broker for tests that measure this process: no others run beside them.</summary>
[CollectionDefinition(nameof(MeasuredBroker), DisableParallelization = true)]
public sealed class MeasuredBroker() : KafkaFixture(1), ICollectionFixture<MeasuredBroker>;
