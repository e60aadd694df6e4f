using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Storage;

/// <summary>What a write was said to have become, it has become.</summary>
[Collection(nameof(OneNode))]
public sealed class SettledWriteTests(OneNode node) : IAsyncLifetime
{
    private static readonly EntityKey Key = new("thing", "1");

    private CassandraEntityOptions _options = null!;
    private TestOwner _owner = null!;
    private EntityWriter _writer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        _owner = await TestOwner.OpenAsync(_options, new ArrivalLog(), new FakeTimeProvider(), Token);
        _writer = new EntityWriter(_owner.Entities, Key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_not_applied_is_not_applied_by_the_call_that_is_still_on_its_way_with_it(bool isFirst)
    {
        if (!isFirst)
            await _writer.WriteAsync("before");
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commit = _writer.Next("late");
        _owner.Connection.Gate = held.Task;
        var sent = _owner.Entities.CommitAsync(commit).AsTask();
        _owner.Connection.Gate = Task.CompletedTask;
        Assert.Equal(ResolveOutcome.NotApplied, await _owner.Entities.ResolveAsync(Key, commit.ExpectedVersion + 1, commit.WriteId, Token));

        held.SetResult();

        Assert.Equal(CommitOutcome.NotApplied, await sent);
        Assert.Equal(commit.ExpectedVersion, (await _owner.Entities.OpenAsync(Key, Token)).Version);
        Assert.Equal(CommitOutcome.Committed, await _owner.Entities.CommitAsync(commit));
    }

    public async ValueTask DisposeAsync()
    {
        if (_owner is null)
            return;
        await _owner.DisposeAsync();
        await TestKeyspaces.DropAsync(_options);
    }
}
