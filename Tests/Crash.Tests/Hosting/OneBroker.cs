using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

[assembly: AssemblyFixture(typeof(OneBroker))]

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>One broker of Kafka for all tests that do it no harm, each with topics of its own.</summary>
public sealed class OneBroker() : KafkaFixture(brokers: 1);
