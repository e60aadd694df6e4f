using Marketplace.Tests.Shared;
using Orleans.Entities.Cassandra.Tests;

[assembly: AssemblyFixture(typeof(OneBroker))]

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>One broker of Kafka for all tests that want a log there, each with topics of its own.</summary>
public sealed class OneBroker() : KafkaFixture(brokers: 1);
