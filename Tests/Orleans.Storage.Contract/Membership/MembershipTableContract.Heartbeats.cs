namespace Orleans.Storage.Contract;

// 'I am alive' is one blind write of one column.
public abstract partial class MembershipTableContract
{
    [Fact]
    public async Task A_heartbeat_changes_its_column_and_nothing_else()
    {
        var entry = Members.Member(1, SiloStatus.Active);
        entry.AddSuspector(Members.Address(7), Members.Start);
        await Table.InsertAsync(entry);
        await Table.InsertAsync(Members.Member(2));
        var before = await Table.ReadAllAsync(Token);

        // Of the entry that it hands over, the runtime fills these two only.
        await Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = Members.Start.AddHours(1) }, Token);

        entry.IAmAliveTime = Members.Start.AddHours(1);
        Members.AssertSame(entry, await StoredAsync(entry));
        Members.AssertSame(Members.Member(2), await StoredAsync(Members.Member(2)));
        Assert.Equal(before.Version, (await Table.ReadAllAsync(Token)).Version);
    }

    [Fact]
    public async Task A_heartbeat_leaves_what_was_read_before_it_good_for_an_update()
    {
        var entry = Members.Member(1);
        await Table.InsertAsync(entry);
        var before = await Table.ReadAllAsync(Token);

        await Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = Members.Start.AddHours(1) }, Token);

        Assert.True(await Table.UpdateRowAsync(Members.Member(1, SiloStatus.Active), before.Members[0].Item2, before.Version.Next(), Token));
        Assert.Equal(SiloStatus.Active, (await StoredAsync(entry)).Status);
    }

    [Fact]
    public async Task A_heartbeat_of_a_silo_that_is_not_in_the_table_puts_none_there()
    {
        await Table.InsertAsync(Members.Member(1));
        var before = await Table.ReadAllAsync(Token);

        // Whether it is told is the store's affair.
        await Record.ExceptionAsync(() => Table.UpdateIAmAliveAsync(Members.Member(2), Token));

        await AssertUnchangedAsync(before);
        Assert.Empty((await Table.ReadRowAsync(Members.Address(2), Token)).Members);
        await Table.InsertAsync(Members.Member(2));
        Members.AssertSame(Members.Member(2), await StoredAsync(Members.Member(2)));
    }

    [Fact]
    public async Task Heartbeats_beside_changes_stop_none_of_them()
    {
        var entries = Enumerable.Range(0, 4).Select(i => Members.Member(i)).ToList();
        foreach (var entry in entries)
            await Table.InsertAsync(entry);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var heartbeats = entries.Select(entry => Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
                await Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = Members.Start.AddHours(i) }, Token);
        }, Token)).ToList();

        for (var i = 0; i < 25; i++)
            await Table.UpdateAsync(Members.Member(i % entries.Count, SiloStatus.Active));

        await done.CancelAsync();
        await Task.WhenAll(heartbeats);
        var data = await Table.ReadAllAsync(Token);
        Assert.Equal((entries.Count, entries.Count + 25), (data.Members.Count, data.Version.Version));
        Assert.All(data.Members, member => Assert.Equal(SiloStatus.Active, member.Item1.Status));
    }
}
