using Cql.Protocol;
using Cql.Tests.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Cassandra.Tests.Schema;

/// <summary>A node that has not heard yet of the table that tells how far the others are.</summary>
public sealed class UnawareNodeTests
{
    private static readonly CassandraSchema Schema = new("things", ["CREATE TABLE IF NOT EXISTS {keyspace}.things (id int PRIMARY KEY)"]);

    private readonly List<string> _statements = [];
    private int _refusals;
    private int _version;

    [Fact]
    public async Task It_is_asked_again_until_it_has_heard_and_the_tables_are_made()
    {
        _refusals = 3;
        await ApplyAsync();
        Assert.Single(_statements, cql => cql.Contains("things (id", StringComparison.Ordinal));
        Assert.Equal(1, _version);
    }

    [Fact]
    public async Task One_that_never_hears_is_told_and_the_tables_are_not_taken_to_be_there()
    {
        _refusals = int.MaxValue;
        var failed = await Assert.ThrowsAsync<CassandraSchemaException>(ApplyAsync);
        Assert.Contains("orleans_schema in keyspace 'shop'", failed.Message, StringComparison.Ordinal);
        Assert.Contains("apply the schema again", failed.Message, StringComparison.Ordinal);
        Assert.Contains(_statements, cql => cql.Contains("SET owner = null", StringComparison.Ordinal));
    }

    private async Task ApplyAsync()
    {
        await using var cluster = new FakeCluster(1, AnswerAsync);
        await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        var options = new TestOptions { Keyspace = "shop", Schema = CassandraSchemaMode.Create, ContactPoints = { $"{cluster.Nodes[0].EndPoint}" } };
        await stores.OpenAsync(options, Schema, TestContext.Current.CancellationToken);
    }

    // One statement comes after the other.
    private async Task<bool> AnswerAsync(FakeCall call)
    {
        if (call.Opcode != Opcode.Query)
            return false;
        var cql = call.Cql;
        _statements.Add(cql);
        if (cql.StartsWith("SELECT version", StringComparison.Ordinal))
        {
            await call.AnswerAsync(_refusals-- > 0
                ? FakeAnswer.Error(call.Stream, 0x2200, "table orleans_schema does not exist")
                : FakeAnswer.Rows(call.Stream, [FakeColumn.Int("version", _version)]));
            return true;
        }

        if (!cql.StartsWith("UPDATE", StringComparison.Ordinal))
            return false;
        _version = cql.Contains("SET version = 1", StringComparison.Ordinal) ? 1 : _version;
        await call.AnswerAsync(FakeAnswer.Rows(call.Stream, [FakeColumn.Bool("[applied]", true)]));
        return true;
    }
}
