namespace Orleans.Storage.Contract;

// A cluster that starts at once, and readers beside it.
public abstract partial class MembershipTableContract
{
    [Fact]
    public async Task Thirty_silos_that_join_at_once_are_all_there_each_a_step_of_the_version()
    {
        const int Silos = 30;
        var attempts = 0;
        await Task.WhenAll(Enumerable.Range(0, Silos).Select(i => Task.Run(async () =>
        {
            var table = await OpenAsync(ClusterId);
            do
                Interlocked.Increment(ref attempts);
            while (!await table.InsertRowAsync(Members.Member(i), (await table.ReadAllAsync(Token)).Version.Next(), Token));
        }, Token)));

        var data = await Table.ReadAllAsync(Token);
        Assert.Equal((Silos, Silos), (data.Version.Version, data.Members.Count));
        Assert.Equal(Enumerable.Range(0, Silos).Select(i => $"silo-{i}").Order(), data.Members.Select(member => member.Item1.SiloName).Order());
        TestContext.Current.TestOutputHelper?.WriteLine($"{attempts} attempts.");
    }

    [Fact]
    public async Task Of_many_changes_on_one_version_one_is_made()
    {
        await Table.InsertAsync(Members.Member(0));
        for (var round = 1; round <= 5; round++)
        {
            var before = await Table.ReadAllAsync(Token);
            var etag = before.TryGet(Members.Address(0))!.Item2;

            var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
                () => i % 2 == 0
                    ? Table.InsertRowAsync(Members.Member((round * 100) + i), before.Version.Next(), Token)
                    : Table.UpdateRowAsync(Members.Member(0, SiloStatus.Active), etag, before.Version.Next(), Token),
                Token)));

            Assert.Single(made, true);
            Assert.Equal(before.Version.Version + 1, (await Table.ReadAllAsync(Token)).Version.Version);
        }
    }

    [Fact]
    public async Task Updates_of_one_row_by_many_are_made_one_after_the_other()
    {
        var entry = Members.Member(1);
        await Table.InsertAsync(entry);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            while (true)
            {
                var data = await Table.ReadRowAsync(entry.SiloAddress, Token);
                var (stored, etag) = Assert.Single(data.Members);
                stored.AddSuspector(Members.Address(100 + i), Members.Start.AddSeconds(i));
                if (await Table.UpdateRowAsync(stored, etag, data.Version.Next(), Token))
                    return;
            }
        }, Token)));

        var votes = (await StoredAsync(entry)).SuspectTimes!;
        Assert.Equal(Enumerable.Range(100, 10).Select(i => Members.Address(i)).Order(), votes.Select(vote => vote.Item1).Order());
        Assert.Equal(11, (await Table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task Rows_and_version_are_read_as_of_one_moment()
    {
        const int Changes = 60;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reader = Task.Run(async () =>
        {
            var last = 0;
            while (!done.IsCancellationRequested)
            {
                // Each insertion counts the version up by one, each update counts its row's port and the version up by one.
                var data = await Table.ReadAllAsync(Token);
                Assert.Equal(data.Version.Version, data.Members.Count + data.Members.Sum(member => member.Item1.ProxyPort));
                Assert.True(data.Version.Version >= last, "The version fell.");
                last = data.Version.Version;
            }
        }, Token);

        for (var i = 0; i < Changes; i++)
        {
            var data = await Table.ReadAllAsync(Token);
            if (i % 4 == 0)
            {
                var entry = Members.Member(i);
                entry.ProxyPort = 0;
                await Table.InsertAsync(entry);
            }
            else
            {
                var (entry, _) = data.Members[i % data.Members.Count];
                entry.ProxyPort++;
                await Table.UpdateAsync(entry);
            }
        }

        await done.CancelAsync();
        await reader;
        Assert.Equal(Changes, (await Table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task Two_who_clean_up_at_once_take_the_dead_away_and_who_reads_beside_them_misses_no_other()
    {
        const int Silos = 12;
        const int Dead = 6;
        for (var i = 0; i < Silos; i++)
            await Table.InsertAsync(Members.Member(i, i < Dead ? SiloStatus.Dead : SiloStatus.Active));
        var living = Enumerable.Range(Dead, Silos - Dead).Select(i => $"silo-{i}").Order().ToList();

        var cleaners = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(
            async () => await (await OpenAsync(ClusterId)).CleanupDefunctSiloEntriesAsync(Members.Start.AddYears(1), Token), Token)));
        var (dead, version) = (Dead, Silos);
        while (!cleaners.IsCompleted)
        {
            var data = await Table.ReadAllAsync(Token);
            var left = data.Members.Count(member => member.Item1.Status == SiloStatus.Dead);
            Assert.Equal(living, NamesOf(data, SiloStatus.Active));
            Assert.True(left <= dead, "A silo that had been cleaned up came back.");
            Assert.InRange(data.Version.Version, version, Silos + Dead);
            (dead, version) = (left, data.Version.Version);
        }

        await cleaners;
        Assert.Equal(living, NamesOf(await Table.ReadAllAsync(Token)));

        static IEnumerable<string> NamesOf(MembershipTableData data, SiloStatus? status = null) =>
            data.Members.Where(member => status is null || member.Item1.Status == status).Select(member => member.Item1.SiloName).Order();
    }
}
