namespace Orleans.Storage.Contract;

// Inserting and updating rows, each a step of the table's version.
public abstract partial class MembershipTableContract
{
    [Fact]
    public async Task A_new_table_is_empty_and_of_version_0()
    {
        var data = await Table.ReadAllAsync(Token);

        Assert.Empty(data.Members);
        Assert.Equal(0, data.Version.Version);
        Assert.False(string.IsNullOrEmpty(data.Version.VersionEtag));
    }

    [Fact]
    public async Task A_table_that_is_initialized_again_keeps_what_it_has()
    {
        await Table.InsertAsync(Members.Member(1));
        var before = await Table.ReadAllAsync(Token);

        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Token);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => OpenAsync(ClusterId), Token)));
        await (await Subject.OpenAsync(ClusterId)).InitializeMembershipTableAsync(tryInitTableVersion: false, Token);

        await AssertUnchangedAsync(before);
    }

    [Fact]
    public async Task An_inserted_row_is_read_with_the_next_version_alone_and_among_all()
    {
        var before = await Table.ReadAllAsync(Token);
        var entry = Members.Member(1);

        Assert.True(await Table.InsertRowAsync(entry, before.Version.Next(), Token));

        foreach (var data in new[] { await Table.ReadRowAsync(entry.SiloAddress, Token), await Table.ReadAllAsync(Token) })
        {
            var (stored, etag) = Assert.Single(data.Members);
            Members.AssertSame(entry, stored);
            Assert.False(string.IsNullOrEmpty(etag));
            Assert.Equal(1, data.Version.Version);
            Assert.NotEqual(before.Version.VersionEtag, data.Version.VersionEtag);
        }
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_read_as_none_with_the_tables_version()
    {
        await Table.InsertAsync(Members.Member(1));

        var data = await Table.ReadRowAsync(Members.Address(2), Token);

        Assert.Empty(data.Members);
        Assert.Equal((await Table.ReadAllAsync(Token)).Version, data.Version);
    }

    [Fact]
    public async Task An_insertion_on_an_outdated_version_is_refused_and_changes_nothing()
    {
        var outdated = (await Table.ReadAllAsync(Token)).Version.Next();
        await Table.InsertAsync(Members.Member(1));
        var before = await Table.ReadAllAsync(Token);

        Assert.False(await Table.InsertRowAsync(Members.Member(1), outdated, Token));
        Assert.False(await Table.InsertRowAsync(Members.Member(2), outdated, Token));
        await AssertUnchangedAsync(before);
    }

    [Fact]
    public async Task A_second_insertion_of_a_silo_is_refused_and_changes_nothing()
    {
        await Table.InsertAsync(Members.Member(1));
        var before = await Table.ReadAllAsync(Token);

        Assert.False(await Table.InsertRowAsync(Members.Member(1, SiloStatus.Active), before.Version.Next(), Token));
        await AssertUnchangedAsync(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task A_change_that_does_not_count_the_version_up_by_one_is_refused(int by)
    {
        await Table.InsertAsync(Members.Member(1));
        var before = await Table.ReadAllAsync(Token);
        var version = new TableVersion(before.Version.Version + by, before.Version.VersionEtag);

        Assert.False(await Table.InsertRowAsync(Members.Member(2), version, Token));
        Assert.False(await Table.UpdateRowAsync(Members.Member(1, SiloStatus.Active), before.Members[0].Item2, version, Token));
        await AssertUnchangedAsync(before);
    }

    [Fact]
    public async Task A_change_with_a_foreign_ETag_is_refused()
    {
        await Table.InsertAsync(Members.Member(1));
        var before = await Table.ReadAllAsync(Token);
        var foreign = new TableVersion(before.Version.Version + 1, "no ETag of this table");

        Assert.False(await Table.InsertRowAsync(Members.Member(2), foreign, Token));
        Assert.False(await Table.UpdateRowAsync(Members.Member(1, SiloStatus.Active), before.Members[0].Item2, foreign, Token));
        Assert.False(await Table.UpdateRowAsync(Members.Member(1, SiloStatus.Active), "no ETag of this table", before.Version.Next(), Token));
        await AssertUnchangedAsync(before);
    }

    [Fact]
    public async Task An_update_replaces_the_whole_row_and_gives_it_a_new_ETag()
    {
        var entry = Members.Member(1);
        entry.AddSuspector(Members.Address(7), Members.Start);
        await Table.InsertAsync(entry);
        await Table.InsertAsync(Members.Member(2));
        var (etag, others) = (await Table.ETagOfAsync(entry), await Table.ETagOfAsync(Members.Member(2)));

        foreach (var votes in new[] { 2, 5, 0 })
        {
            var update = new MembershipEntry
            {
                SiloAddress = entry.SiloAddress,
                Status = (SiloStatus)(1 + votes),
                ProxyPort = votes,
                HostName = $"host {votes}",
                SiloName = $"silo {votes}",
                StartTime = Members.Start.AddDays(votes),
                IAmAliveTime = Members.Start.AddDays(votes + 1),
                SuspectTimes = votes == 0 ? null : [.. Enumerable.Range(0, votes).Select(i => Tuple.Create(Members.Address(100 + i), Members.Start.AddMilliseconds(i)))],
            };
            var version = (await Table.ReadAllAsync(Token)).Version.Version;
            await Table.UpdateAsync(update);

            var data = await Table.ReadRowAsync(entry.SiloAddress, Token);
            Members.AssertSame(update, data.Members[0].Item1);
            Assert.Equal(version + 1, data.Version.Version);
            Assert.NotEqual(etag, data.Members[0].Item2);
            etag = data.Members[0].Item2;
        }

        Assert.Equal(others, await Table.ETagOfAsync(Members.Member(2)));
        Members.AssertSame(Members.Member(2), await StoredAsync(Members.Member(2)));
    }

    [Fact]
    public async Task An_update_on_an_outdated_row_or_an_outdated_version_is_refused_and_changes_nothing()
    {
        var entry = Members.Member(1);
        await Table.InsertAsync(entry);
        var first = await Table.ReadAllAsync(Token);
        await Table.UpdateAsync(Members.Member(1, SiloStatus.Active));
        var second = await Table.ReadAllAsync(Token);

        var dead = Members.Member(1, SiloStatus.Dead);
        Assert.False(await Table.UpdateRowAsync(dead, first.Members[0].Item2, second.Version.Next(), Token));
        Assert.False(await Table.UpdateRowAsync(dead, second.Members[0].Item2, first.Version.Next(), Token));
        Assert.False(await Table.UpdateRowAsync(dead, first.Members[0].Item2, first.Version.Next(), Token));
        await AssertUnchangedAsync(second);
    }

    [Fact]
    public async Task An_update_of_a_row_that_is_not_there_is_refused_and_makes_none()
    {
        await Table.InsertAsync(Members.Member(1));
        var before = await Table.ReadAllAsync(Token);

        Assert.False(await Table.UpdateRowAsync(Members.Member(2), before.Members[0].Item2, before.Version.Next(), Token));
        Assert.False(await Table.UpdateRowAsync(Members.Member(2), "no ETag of this table", before.Version.Next(), Token));
        await AssertUnchangedAsync(before);
    }

    [Fact]
    public async Task What_is_done_to_an_entry_after_it_was_written_or_read_changes_nothing_that_is_stored()
    {
        var entry = Members.Member(1);
        entry.AddSuspector(Members.Address(7), Members.Start);
        await Table.InsertAsync(entry);
        var before = await Table.ReadAllAsync(Token);

        foreach (var known in new[] { entry, before.Members[0].Item1, await StoredAsync(entry) })
        {
            (known.Status, known.SiloName, known.StartTime) = (SiloStatus.Dead, "another", Members.Start.AddYears(1));
            known.AddSuspector(Members.Address(8), Members.Start);
        }

        var stored = await StoredAsync(entry);
        Assert.Equal((SiloStatus.Joining, "silo-1", Members.Member(1).StartTime), (stored.Status, stored.SiloName, stored.StartTime));
        Assert.Equal(Members.Address(7), Assert.Single(stored.SuspectTimes!).Item1);
    }

    [Fact]
    public async Task Silos_of_one_address_and_other_generations_are_other_members()
    {
        var first = Members.Member(1);
        var second = Members.Member(1);
        second.SiloAddress = SiloAddress.New(first.SiloAddress.Endpoint, first.SiloAddress.Generation + 1);
        await Table.InsertAsync(first);
        await Table.InsertAsync(second);

        Assert.Equal(2, (await Table.ReadAllAsync(Token)).Members.Count);
        Assert.Equal(second.SiloAddress, (await StoredAsync(second)).SiloAddress);
    }

#pragma warning disable CS0618 // What older callers use does the same.
    [Fact]
    public async Task The_methods_without_a_token_do_the_same()
    {
        var entry = Members.Member(1);
        await Table.InitializeMembershipTable(tryInitTableVersion: true);
        Assert.True(await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next()));
        var data = await Table.ReadRow(entry.SiloAddress);
        entry.Status = SiloStatus.Dead;
        Assert.True(await Table.UpdateRow(entry, data.Members[0].Item2, data.Version.Next()));
        entry.IAmAliveTime = Members.Start.AddDays(1);
        await Table.UpdateIAmAlive(entry);
        Members.AssertSame(entry, await StoredAsync(entry));
        await Table.CleanupDefunctSiloEntries(entry.IAmAliveTime.AddSeconds(1));
        Assert.Empty((await Table.ReadAll()).Members);
        await Table.DeleteMembershipTableEntries(ClusterId);
    }
#pragma warning restore CS0618
}
