using System.Diagnostics;
using Cql.Tests.Wire;

namespace Cql.Tests.Telemetry;

public sealed class SpanTests : IDisposable
{
    private const string Write = "UPDATE shop.orders SET total = 1 WHERE id = ?";

    private readonly Activity _parent = new("test");
    private readonly ActivityListener _listener;
    private readonly List<Activity> _spans = [];

    public SpanTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CqlTelemetry.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
        _parent.Start();
    }

    public void Dispose()
    {
        _parent.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task A_request_is_a_span_that_says_what_was_asked_of_whom()
    {
        await using var cluster = new FakeCluster(1);
        await using var session = await cluster.ConnectAsync(options => options.Keyspace = "shop");
        var prepared = await session.PrepareAsync(Write, isIdempotent: true);
        using (var bound = prepared.Bind().Set(0, 1))
            (await session.ExecuteAsync(bound)).Dispose();

        var span = Assert.Single(_spans);
        Assert.Equal(("UPDATE shop.orders", ActivityKind.Client, ActivityStatusCode.Unset), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["db.system.name"] = "cassandra",
                ["db.namespace"] = "shop",
                ["db.operation.name"] = "UPDATE",
                ["db.collection.name"] = "shop.orders",
                ["db.query.summary"] = "UPDATE shop.orders",
                ["db.query.text"] = Write,
                ["server.address"] = "127.0.0.1",
                ["server.port"] = cluster.Nodes[0].EndPoint.Port,
                ["cassandra.consistency.level"] = "local_quorum",
                ["cassandra.coordinator.dc"] = "dc1",
                ["cassandra.coordinator.id"] = cluster.Nodes[0].HostId.ToString(),
                ["cassandra.page.size"] = 5000,
                ["cassandra.query.idempotent"] = true,
            },
            span.TagObjects.ToDictionary());
    }

    [Fact]
    public async Task Rows_are_counted()
    {
        await using var cluster = new FakeCluster(1, async call =>
        {
            await call.AnswerAsync(FakeAnswer.Rows(call.Stream, [FakeColumn.Int("total", 1)], [FakeColumn.Int("total", 2)]));
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        (await session.ExecuteAsync("SELECT total FROM shop.orders")).Dispose();

        Assert.Equal(2, Assert.Single(_spans).GetTagItem("db.response.returned_rows"));
    }

    [Fact]
    public async Task A_value_is_in_no_span()
    {
        await using var cluster = new FakeCluster(1, async call =>
        {
            await call.FailAsync(0x2200, "Invalid constant (s3cret) for total");
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        await Assert.ThrowsAsync<CqlInvalidRequestException>(async () => await session.ExecuteAsync("UPDATE shop.orders SET total = 's3cret' WHERE id = 1"));

        var span = Assert.Single(_spans);
        Assert.Equal("UPDATE shop.orders", span.DisplayName);
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("s3cret", StringComparison.Ordinal));
        Assert.Null(span.StatusDescription);
        Assert.Empty(span.Events);
    }

    [Theory]
    [InlineData(0x2200, "0x2200")]
    [InlineData(0x0000, "0x0000")]
    public async Task An_error_of_the_server_is_told_by_its_code(int code, string told)
    {
        await using var cluster = new FakeCluster(1, async call =>
        {
            await call.FailAsync(code, "no");
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        await Assert.ThrowsAnyAsync<CqlServerException>(async () => await session.ExecuteAsync("UPDATE shop.orders SET total = 1 WHERE id = 1"));

        var span = Assert.Single(_spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(told, span.GetTagItem("error.type"));
        Assert.Equal(told, span.GetTagItem("db.response.status_code"));
    }

    [Fact]
    public async Task An_error_of_the_client_is_told_by_its_class_and_that_of_a_condition_by_its_cause()
    {
        await using var cluster = new FakeCluster(1, _ => Task.FromResult(true));
        await using var session = await cluster.ConnectAsync(options => options.RequestTimeout = TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<CqlOutcomeUnknownException>(async () => await session.ExecuteAsync("UPDATE orders SET total = 1 WHERE id = 1 IF total = 0"));

        var span = Assert.Single(_spans);
        Assert.Equal("Cql.CqlTimeoutException", span.GetTagItem("error.type"));
        Assert.Null(span.GetTagItem("db.response.status_code"));
    }

    [Fact]
    public async Task The_node_is_the_one_that_was_asked_last()
    {
        var times = 1;
        await using var cluster = new FakeCluster(3, async call =>
        {
            if (Interlocked.Decrement(ref times) < 0)
                return false;
            await call.FailAsync(0x1001, "busy");
            return true;
        });
        await using var session = await cluster.ConnectAsync();
        (await session.ExecuteAsync("UPDATE orders SET total = 1 WHERE id = 1")).Dispose();

        Assert.Equal(cluster.Calls.Last().Node.EndPoint.Port, Assert.Single(_spans).GetTagItem("server.port"));
    }

    [Fact]
    public async Task The_nodes_that_were_asked_besides_are_counted()
    {
        FakeCall? held = null;
        await using var cluster = new FakeCluster(2, call => Task.FromResult(Interlocked.CompareExchange(ref held, call, null) is null));
        await using var session = await cluster.ConnectAsync(options => options.SpeculationDelay = TimeSpan.FromMilliseconds(20));
        (await session.ExecuteAsync(new SimpleStatement("UPDATE orders SET total = 1 WHERE id = 1") { IsIdempotent = true })).Dispose();

        Assert.Equal(1, Assert.Single(_spans).GetTagItem("cassandra.speculative_execution.count"));
    }

    [Fact]
    public async Task A_batch_is_one_span()
    {
        await using var cluster = new FakeCluster(1);
        await using var session = await cluster.ConnectAsync();
        var prepared = await session.PrepareAsync(Write);
        using (var batch = new BatchStatement(BatchKind.Unlogged).Add(prepared.Bind().Set(0, 1)).Add(prepared.Bind().Set(0, 2)))
            (await session.ExecuteAsync(batch)).Dispose();

        var span = Assert.Single(_spans);
        Assert.Equal("BATCH UPDATE shop.orders", span.DisplayName);
        Assert.Equal(2, span.GetTagItem("db.operation.batch.size"));
        Assert.Equal(Write, span.GetTagItem("db.query.text"));
        Assert.Equal("BATCH UPDATE", span.GetTagItem("db.operation.name"));
    }

    // Others test at the same time.
    private void Keep(Activity span)
    {
        if (span.TraceId != _parent.TraceId)
            return;
        lock (_spans)
            _spans.Add(span);
    }
}
