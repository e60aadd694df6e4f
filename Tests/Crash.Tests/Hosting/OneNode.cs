using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

[assembly: AssemblyFixture(typeof(OneNode))]

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>One node of Cassandra for all tests that do it no harm, each in a keyspace of its own.</summary>
public sealed class OneNode() : CassandraFixture(new CassandraShape());
