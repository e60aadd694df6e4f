namespace Orleans.Storage.Contract;

/// <summary>An answer that is lost leaves a change unknown: it is settled before the silo hears anything.</summary>
public abstract class MembershipUnknownContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_whose_answer_was_lost_is_made_once(bool stored)
    {
        await using var subject = await CreateAsync();
        var table = await OpenAsync(subject);

        subject.LoseNextAnswer(stored, () => Task.CompletedTask);
        await table.InsertAsync(Members.Member(1));
        subject.LoseNextAnswer(stored, () => Task.CompletedTask);
        await table.UpdateAsync(Members.Member(1, SiloStatus.Active));

        var data = await table.ReadAllAsync(Token);
        Assert.Equal(2, data.Version.Version);
        Assert.Equal(SiloStatus.Active, Assert.Single(data.Members).Item1.Status);
    }

    [Fact]
    public async Task A_change_that_was_not_made_and_whose_version_was_taken_is_refused()
    {
        await using var subject = await CreateAsync();
        var table = await OpenAsync(subject);
        var version = (await table.ReadAllAsync(Token)).Version.Next();

        subject.LoseNextAnswer(stored: false, async () => Assert.True(await table.InsertRowAsync(Members.Member(2), version, Token)));

        Assert.False(await table.InsertRowAsync(Members.Member(1), version, Token));
        Assert.Equal("silo-2", Assert.Single((await table.ReadAllAsync(Token)).Members).Item1.SiloName);
    }

    [Fact]
    public async Task A_change_that_was_made_before_another_counts_as_made()
    {
        await using var subject = await CreateAsync();
        var table = await OpenAsync(subject);

        subject.LoseNextAnswer(stored: true, () => table.InsertAsync(Members.Member(2)));

        Assert.True(await table.InsertRowAsync(Members.Member(1), (await table.ReadAllAsync(Token)).Version.Next(), Token));
        Assert.Equal(2, (await table.ReadAllAsync(Token)).Members.Count);
    }

    protected abstract ValueTask<LosingMembership> CreateAsync();

    private static async Task<IMembershipTable> OpenAsync(LosingMembership subject)
    {
        var table = await subject.OpenAsync("cluster");
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Token);
        return table;
    }
}
