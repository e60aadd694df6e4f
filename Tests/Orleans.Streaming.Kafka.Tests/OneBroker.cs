using Marketplace.Tests.Shared;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>One broker, shared by all: one test after the other, and who harms it makes it whole.</summary>
[CollectionDefinition(nameof(OneBroker))]
public sealed class OneBroker() : KafkaFixture(1), ICollectionFixture<OneBroker>;
