using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.OpenWork;

/// <summary>Silos that share a log: who is dead is taken over by one who lives, and who lives by nobody.</summary>
[Collection(nameof(OneNode))]
public sealed class OwnerWatchTests(OneNode node) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ScriptedMembership _membership = new();
    private readonly ArrivalLog _log = new();
    private CassandraEntityOptions _options = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _options = TestStore.OptionsFor(await node.StartedOrSkipAsync());

    public async ValueTask DisposeAsync() => await TestKeyspaces.DropAsync(_options);

    [Fact]
    public async Task What_a_dead_silo_left_open_is_one_living_silos_and_the_living_keep_theirs()
    {
        await using var dead = await StartAsync(1);
        await using var living = await StartAsync(2);
        await using var other = await StartAsync(3);
        var (lost, kept) = (await LeaveOpenAsync(dead, "lost"), await LeaveOpenAsync(other, "kept"));
        await using var watch = Watch(living, 2);
        await using var otherWatch = Watch(other, 3);
        await UntilAsync(() => Task.FromResult(_membership.CurrentSnapshot.Members.Count == 3));

        _membership.Say(Silo(1), SiloStatus.Dead);
        await _membership.Refresh(cancellationToken: Token);

        await UntilAsync(async () => !(await living.Store.OthersAsync(Token)).Exists(owner => owner.Incarnation == dead.Store.Incarnation));
        Assert.Equal([kept, lost], (await OpenAsync(living)).Concat(await OpenAsync(other)).OrderBy(key => key.Id, StringComparer.Ordinal));
        Assert.Contains(kept, await OpenAsync(other));
        await dead.Store.TakenOver.WaitAsync(Patience, Token);
        Assert.False(living.Store.TakenOver.IsCompleted || other.Store.TakenOver.IsCompleted);
    }

    [Fact]
    public async Task A_silo_that_has_just_come_is_asked_for_before_it_is_taken_for_dead()
    {
        await using var living = await StartAsync(4);
        await _membership.Refresh(cancellationToken: Token);
        await using var newcomer = await StartAsync(5);
        var open = await LeaveOpenAsync(newcomer, "new");

        await using var watch = Watch(living, 4);
        await UntilAsync(() => Task.FromResult(_membership.CurrentSnapshot.GetSiloStatus(Silo(5)) == SiloStatus.Active));

        Assert.Equal([open], await OpenAsync(newcomer));
        Assert.Contains(await living.Store.OthersAsync(Token), owner => owner.Incarnation == newcomer.Store.Incarnation);
    }

    [Fact]
    public async Task Who_shared_its_log_with_nobody_and_who_is_no_member_any_more_are_taken_over()
    {
        await using var alone = await TestOwner.OpenAsync(_options, _log, TimeProvider.System, Token);
        await using var forgotten = await TestOwner.OpenAsync(_options, _log, TimeProvider.System, Token, Silo(6).ToParsableString());
        EntityKey[] left = [await LeaveOpenAsync(alone, "alone"), await LeaveOpenAsync(forgotten, "forgotten")];
        await using var living = await StartAsync(7);

        await using var watch = Watch(living, 7);

        await UntilAsync(async () => (await OpenAsync(living)).OrderBy(key => key.Id, StringComparer.Ordinal).SequenceEqual(left));
    }

    [Fact]
    public async Task What_is_active_again_elsewhere_when_it_is_taken_over_goes_on_there_and_not_where_it_was()
    {
        await using var dead = await StartAsync(8);
        await using var elsewhere = await StartAsync(9);
        await using var taker = await StartAsync(10);
        var key = await LeaveOpenAsync(dead, "moved");
        var found = await elsewhere.Entities.OpenAsync(key, Token);

        await taker.Store.TakeOverAsync(dead.Store.Incarnation, Token);

        var next = new EntityCommit
        {
            Key = key,
            ExpectedVersion = found.Version,
            ExpectedWriteId = found.WriteId,
            WriteId = Guid.NewGuid(),
            Unfinished = true,
            Time = EntityWriter.Time,
        };
        Assert.Equal(CommitOutcome.Conflict, await dead.Entities.CommitAsync(next));
        Assert.Equal(CommitOutcome.Committed, await elsewhere.Entities.CommitAsync(next));
        var head = await taker.Entities.OpenAsync(key, Token);
        Assert.Equal((2, next.WriteId), (head.Version, head.WriteId));
    }

    private static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, 11_000 + number, number);

    private static async Task<EntityKey> LeaveOpenAsync(TestOwner owner, string id)
    {
        var key = new EntityKey("thing", id);
        await new EntityWriter(owner.Entities, key).WriteAsync("a head", unfinished: true);
        return key;
    }

    private static ValueTask<List<EntityKey>> OpenAsync(TestOwner owner)
        => owner.Entities.UnfinishedAsync(Token).Select(entity => entity.Key).ToListAsync(Token);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await holds(); await Task.Delay(TimeSpan.FromMilliseconds(50), Token))
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "It did not come to be.");
    }

    private async Task<TestOwner> StartAsync(int number)
    {
        _membership.Say(Silo(number), SiloStatus.Active);
        return await TestOwner.OpenAsync(_options, _log, TimeProvider.System, Token, Silo(number).ToParsableString());
    }

    private OwnerWatch Watch(TestOwner owner, int number) => new(owner.Store, _membership, Silo(number), TimeProvider.System, NullLogger<OwnerWatch>.Instance);
}
