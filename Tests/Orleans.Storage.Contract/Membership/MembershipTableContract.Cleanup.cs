namespace Orleans.Storage.Contract;

// What is removed: the dead of long ago, and clusters that are not needed any more.
public abstract partial class MembershipTableContract
{
    [Fact]
    public async Task Only_the_dead_are_cleaned_up()
    {
        var statuses = Enum.GetValues<SiloStatus>().Where(status => status != SiloStatus.None).ToList();
        foreach (var status in statuses)
            await Table.InsertAsync(Members.Member((int)status, status));

        await Table.CleanupDefunctSiloEntriesAsync(Members.Start.AddYears(1), Token);

        var data = await Table.ReadAllAsync(Token);
        Assert.Equal(
            statuses.Where(status => status != SiloStatus.Dead).Order(),
            data.Members.Select(member => member.Item1.Status).Order());
        Assert.Empty((await Table.ReadRowAsync(Members.Address((int)SiloStatus.Dead), Token)).Members);
    }

    [Theory]
    [InlineData(0, 0, null, -1, false)]
    [InlineData(0, 0, null, 0, false)]
    [InlineData(0, 0, null, 1, true)]
    [InlineData(10, 0, null, 10, false)]
    [InlineData(10, 0, null, 11, true)]
    [InlineData(0, 10, null, 10, false)]
    [InlineData(0, 10, null, 11, true)]
    [InlineData(0, 0, 10, 10, false)]
    [InlineData(0, 0, 10, 11, true)]
    [InlineData(20, 30, 10, 30, false)]
    public async Task The_dead_are_cleaned_up_when_the_newest_that_is_known_of_them_is_before_the_date(
        int started, int alive, int? voted, int before, bool removed)
    {
        var entry = Members.Member(1, SiloStatus.Dead);
        (entry.StartTime, entry.IAmAliveTime) = (Members.Start.AddSeconds(started), Members.Start.AddSeconds(alive));
        if (voted is { } vote)
            entry.SuspectTimes = [Tuple.Create(Members.Address(7), Members.Start), Tuple.Create(Members.Address(8), Members.Start.AddSeconds(vote))];
        await Table.InsertAsync(entry);

        await Table.CleanupDefunctSiloEntriesAsync(Members.Start.AddSeconds(before), Token);

        Assert.Equal(removed ? 0 : 1, (await Table.ReadAllAsync(Token)).Members.Count);
        Assert.Equal(removed ? 0 : 1, (await Table.ReadRowAsync(entry.SiloAddress, Token)).Members.Count);
    }

    [Fact]
    public async Task A_heartbeat_counts_when_the_dead_are_cleaned_up()
    {
        var entry = Members.Member(1, SiloStatus.Dead);
        await Table.InsertAsync(entry);
        await Table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = Members.Start.AddDays(1) }, Token);

        await Table.CleanupDefunctSiloEntriesAsync(Members.Start.AddHours(1), Token);
        Assert.Single((await Table.ReadAllAsync(Token)).Members);

        await Table.CleanupDefunctSiloEntriesAsync(Members.Start.AddDays(2), Token);
        Assert.Empty((await Table.ReadAllAsync(Token)).Members);
    }

    [Fact]
    public async Task The_date_is_a_moment_whatever_its_offset()
    {
        var entry = Members.Member(1, SiloStatus.Dead);
        (entry.StartTime, entry.IAmAliveTime) = (Members.Start, Members.Start);
        await Table.InsertAsync(entry);

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start).ToOffset(TimeSpan.FromHours(5)), Token);
        Assert.Single((await Table.ReadAllAsync(Token)).Members);

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Members.Start.AddSeconds(1)).ToOffset(TimeSpan.FromHours(-5)), Token);
        Assert.Empty((await Table.ReadAllAsync(Token)).Members);
    }

    [Fact]
    public async Task After_a_clean_up_the_others_go_on_and_the_version_never_falls()
    {
        await Table.InsertAsync(Members.Member(1, SiloStatus.Dead));
        await Table.InsertAsync(Members.Member(2));

        await Table.CleanupDefunctSiloEntriesAsync(Members.Start.AddYears(1), Token);

        Assert.True((await Table.ReadAllAsync(Token)).Version.Version >= 2);
        await Table.UpdateAsync(Members.Member(2, SiloStatus.Active));
        await Table.InsertAsync(Members.Member(1));
        Assert.True((await Table.ReadAllAsync(Token)).Version.Version >= 4);
    }

    [Fact]
    public async Task A_cluster_that_is_deleted_is_gone_and_the_others_stay()
    {
        var other = await OpenAsync($"{ClusterId}2");
        await Table.InsertAsync(Members.Member(1, SiloStatus.Active));
        await other.InsertAsync(Members.Member(1));

        await other.DeleteMembershipTableEntriesAsync("no such cluster", Token);
        Assert.Single((await Table.ReadAllAsync(Token)).Members);
        await other.DeleteMembershipTableEntriesAsync(ClusterId, Token);

        Assert.Equal(SiloStatus.Joining, Assert.Single((await other.ReadAllAsync(Token)).Members).Item1.Status);
        var again = await OpenAsync(ClusterId);
        Assert.Empty((await again.ReadAllAsync(Token)).Members);
        await again.InsertAsync(Members.Member(1));
    }
}
