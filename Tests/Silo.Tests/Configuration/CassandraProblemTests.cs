using System.Net;
using Cql;
using Cql.Errors;
using Cql.Tests.Wire;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Tests.Commands;

namespace Marketplace.Silo.Tests.Configuration;

public sealed class CassandraProblemTests
{
    private static ServerError Error => new(0, "Nobody knows.", new IPEndPoint(IPAddress.Loopback, 9042));

    public static TheoryData<string, CqlException> Refusals => new()
    {
        { "Marketplace:Cassandra:ReplicationFactor", new CqlUnavailableException(Error, Consistency.LocalQuorum, required: 2, alive: 1) },
        { "Marketplace:Cassandra:LocalDataCentre", new CqlUnavailableException(Error, Consistency.LocalSerial, required: 1, alive: 0) },
        { "Marketplace:Cassandra:Consistency", new CqlNoNodeException("No node takes it.", new CqlUnavailableException(Error, Consistency.Quorum, required: 2, alive: 1)) },
        { "Marketplace:Cassandra:ReplicationFactor", new CqlConfigurationException(Error) },
        { "Marketplace:Cassandra:Keyspace", new CqlInvalidRequestException(Error) },
        { "Marketplace:Cassandra: ", new CqlReadFailureException(Error, default, new(1, []), dataPresent: false) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_nodes_that_run_refuse_is_not_blamed_on_their_addresses(string key, CqlException error)
    {
        var sentence = CassandraProblem.Describe(error);
        Assert.Contains(key, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("ContactPoints", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("address of a node", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_replicas_than_nodes_are_told_by_the_setting_that_asks_for_them()
    {
        await using var cluster = new FakeCluster(1, async call =>
        {
            if (call.Opcode != global::Cql.Protocol.Opcode.Query || !call.Cql.StartsWith("SELECT version", StringComparison.Ordinal))
                return false;
            await call.FailAsync(0x1000, "Cannot achieve consistency level", body => body.Short(0x0A).Int(2).Int(1));
            return true;
        });

        var ran = await Ran.WithAsync("schema", "--apply", "--environment=Cassandra", $"--Marketplace:Cassandra:ContactPoints={cluster.Nodes[0].EndPoint}");
        ran.AssertFailed("Marketplace:Cassandra:ReplicationFactor", "Cannot achieve consistency level");
        Assert.DoesNotContain("ContactPoints", ran.Errors, StringComparison.Ordinal);
    }
}
