using Marketplace.Tests.Shared;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>Three brokers; what is harmed is whole again after each test.</summary>
[CollectionDefinition(nameof(ThreeBrokers), DisableParallelization = true)]
public sealed class ThreeBrokers() : KafkaFixture(3), ICollectionFixture<ThreeBrokers>;
